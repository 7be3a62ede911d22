//! `goalpact schema`: JSON Schemas for editors and validators.

use crate::cli::args::{SchemaArgs, parse_kind};
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::verdict::Verdict;
use crate::cli::write;
use crate::kind::Kind;
use crate::schema;

pub(super) fn run(args: &SchemaArgs) -> Result<Verdict, Failure> {
    if let Some(folder) = &args.all {
        std::fs::create_dir_all(folder)
            .map_err(|error| Failure::io(format!("`{}` was not made", folder.display()), &error))?;
        for (name, schema) in schema::all() {
            write::replace(&folder.join(name), schema::text(&schema).as_bytes())?;
        }
        return Ok(Verdict::Passed);
    }
    let text = match args.kind.as_deref() {
        None => {
            let kinds: Vec<String> =
                Kind::ALL.map(|kind| format!("goalpact schema {}\n", kind.name())).into();
            kinds.concat() + "goalpact schema goalpact\n"
        }
        Some("goalpact" | "goalpact.toml") => schema::text(&schema::config()),
        Some(name) => {
            let kind = parse_kind(name).map_err(|why| Failure::new(format!("`{name}`: {why}")))?;
            schema::text(&if args.tables { schema::tables(kind) } else { schema::entry(kind) })
        }
    };
    print(&text)?;
    Ok(Verdict::Passed)
}
