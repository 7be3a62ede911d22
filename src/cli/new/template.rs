//! The text of a new entry: what is known as fields, what will be asked for later as comments.

use crate::cli::new::flags::Values;
use crate::decode::{Field, Need, Shape};
use crate::kind::Kind;
use crate::model;

/// The text of an entry of `kind`; with the header of a table where it goes into a file of tables under `id`.
pub(super) fn template(kind: Kind, id: Option<&String>, values: &Values) -> String {
    let mut out = id.map_or_else(String::new, |id| format!("[{id}]\n"));
    let within = id.map_or_else(String::new, |id| format!("{id}."));
    let fields = model::fields(kind);
    for field in fields {
        plain(field, field.name, values, &mut out);
    }
    for field in fields {
        match field.shape {
            Shape::Table(inner) => table(field, inner, &within, values, &mut out),
            Shape::List(Shape::Table(inner)) if is_due(field) => {
                out.push_str(&format!(
                    "\n# {}\n# [[{within}{}]]\n",
                    field.about.trim(),
                    field.name
                ));
                comment_fields(inner, &mut out);
            }
            _ => {}
        }
    }
    out
}

/// A field that is no table: written where it is given, a comment where it will be asked for.
fn plain(field: &Field, flag: &str, values: &Values, out: &mut String) {
    if matches!(field.shape, Shape::Table(_) | Shape::List(Shape::Table(_)) | Shape::Map(..)) {
        return;
    }
    match values.get(&flag.replace('_', "-")) {
        Some(given) => {
            out.push_str(&format!("{} = {}\n", field.name, literal(&field.shape, given)));
        }
        None if is_due(field) => comment(field, out),
        None => {}
    }
}

fn table(field: &Field, inner: &'static [Field], within: &str, values: &Values, out: &mut String) {
    let flag = |inner: &Field| format!("{}-{}", field.name, inner.name);
    if inner.iter().any(|inner| values.contains_key(&flag(inner).replace('_', "-"))) {
        out.push_str(&format!("\n[{within}{}]\n", field.name));
        for inner in inner {
            plain(inner, &flag(inner), values, out);
        }
    } else if is_due(field) {
        out.push_str(&format!("\n# {}\n# [{within}{}]\n", field.about.trim(), field.name));
        comment_fields(inner, out);
    }
}

/// Whether a field will be asked for before the end.
fn is_due(field: &Field) -> bool {
    !matches!(field.need, Need::Optional | Need::Closed)
}

fn comment_fields(fields: &[Field], out: &mut String) {
    for field in fields.iter().filter(|field| is_due(field)) {
        comment(field, out);
    }
}

fn comment(field: &Field, out: &mut String) {
    out.push_str(&format!(
        "# {} = {} # {}\n",
        field.name,
        field.shape.example(),
        field.about.trim()
    ));
}

/// A value as TOML writes it.
fn literal(shape: &Shape, given: &[String]) -> String {
    match shape {
        Shape::List(inner) | Shape::Either(Shape::List(inner), _) => list(inner, given),
        Shape::Range => list(&Shape::Number, given),
        Shape::Number | Shape::Percent | Shape::Whole | Shape::Flag | Shape::Date => {
            let given = given.first().map_or("", String::as_str);
            // What is no such value stays a text, and the shape rules say so.
            let is_literal = toml::de::DeValue::parse(given).is_ok_and(|value| {
                let value = value.get_ref();
                value.is_integer() || value.is_float() || value.is_bool() || value.is_datetime()
            });
            if is_literal { given.to_owned() } else { quoted(given) }
        }
        _ => quoted(given.first().map_or("", String::as_str)),
    }
}

fn list(inner: &Shape, given: &[String]) -> String {
    let items: Vec<String> =
        given.iter().map(|item| literal(inner, std::slice::from_ref(item))).collect();
    format!("[{}]", items.join(", "))
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
