//! The least that any checker of TOML files does: walks a folder, reads each file, and parses it, on all threads. Nothing is looked at.

use std::path::PathBuf;

use rayon::prelude::*;
use toml::de::DeTable;
use walkdir::WalkDir;

fn main() {
    let root = std::env::args_os().nth(1).unwrap_or_else(|| ".".into());
    let is_toml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    let files: Vec<PathBuf> = WalkDir::new(root)
        .into_iter()
        .filter_map(|entry| entry.ok().map(walkdir::DirEntry::into_path))
        .filter(is_toml)
        .collect();
    let parsed = files.par_iter().filter(|file| {
        std::fs::read_to_string(file).is_ok_and(|text| DeTable::parse(&text).is_ok())
    });
    println!("{} of {} files", parsed.count(), files.len());
}
