//! JSON Schemas of a plan's files, made from the same field tables that read them.
//!
//! Draft 7, since that is what editors and the usual validators of TOML take.

use serde_json::{Map, Value, json};

use crate::decode::{Field, Need, Record, Shape};
use crate::kind::Kind;
use crate::model::{self, Config};

/// The pattern of an id.
const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// The schema of a file of one entry, such as `goals/checkout.toml`.
#[must_use]
pub fn entry(kind: Kind) -> Value {
    let title = format!("A {} of a goalpact plan", kind.noun());
    document(&title, table(model::fields(kind)))
}

/// The schema of a file of tables, such as `people.toml`.
#[must_use]
pub fn tables(kind: Kind) -> Value {
    let title = format!("The {} of a goalpact plan", kind.plural());
    let entries = json!({
        "type": "object",
        "propertyNames": { "pattern": ID, "maxLength": 64 },
        "additionalProperties": table(model::fields(kind)),
    });
    document(&title, entries)
}

/// The schema of goalpact.toml.
#[must_use]
pub fn config() -> Value {
    document("The settings of a goalpact plan", table(Config::FIELDS))
}

/// All schemas, each with the name of its file.
pub fn all() -> impl Iterator<Item = (String, Value)> {
    let kinds = Kind::ALL.into_iter().flat_map(|kind| {
        [
            (format!("{}.schema.json", kind.name()), entry(kind)),
            (format!("{}.schema.json", kind.plural()), tables(kind)),
        ]
    });
    kinds.chain([("goalpact.schema.json".to_owned(), config())])
}

/// A schema as the text of its file.
#[must_use]
pub fn text(schema: &Value) -> String {
    serde_json::to_string_pretty(schema).unwrap_or_default() + "\n"
}

fn document(title: &str, schema: Value) -> Value {
    let mut document = Map::new();
    document.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
    document.insert("title".into(), title.into());
    if let Value::Object(schema) = schema {
        document.extend(schema);
    }
    Value::Object(document)
}

fn table(fields: &[Field]) -> Value {
    let properties: Map<String, Value> =
        fields.iter().map(|field| (field.name.to_owned(), property(field))).collect();
    let required: Vec<&str> = fields
        .iter()
        .filter(|field| field.need == Need::Required)
        .map(|field| field.name)
        .collect();
    let mut schema =
        json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    schema
}

fn property(field: &Field) -> Value {
    let mut schema = value(&field.shape);
    let once = match field.need {
        Need::Optional | Need::Required => "",
        Need::Proposed => " Asked for once the goal is proposed.",
        Need::Committed => " Asked for once the goal is committed.",
        Need::Closed => " Asked for once the goal is closed.",
    };
    schema["description"] = format!("{}{once}", field.about.trim()).into();
    schema
}

fn value(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!({ "type": "string", "minLength": 1 }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Percent => json!({ "type": "number", "minimum": 0, "maximum": 100 }),
        Shape::Whole => json!({ "type": "integer", "minimum": 1 }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Period => json!({ "type": "string", "pattern": "^[0-9]{4}(-(H[12]|Q[1-4]))?$" }),
        Shape::Quarter => json!({ "type": "string", "pattern": "^[0-9]{4}-Q[1-4]$" }),
        Shape::Currency => json!({ "type": "string", "pattern": "^[A-Z]{3}$" }),
        Shape::Id => json!({ "type": "string", "pattern": ID, "maxLength": 64 }),
        Shape::Reference(to) => {
            json!({ "type": "string", "minLength": 1, "title": format!("the id of {}", crate::text::a_or_an(to.noun())) })
        }
        Shape::Range => {
            json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 })
        }
        Shape::Choice(choices) => {
            json!({ "type": "string", "enum": choices.iter().map(|choice| choice.name).collect::<Vec<_>>() })
        }
        Shape::List(inner) => json!({ "type": "array", "items": value(inner) }),
        Shape::Table(fields) => table(fields),
        Shape::Map(key, inner) => match (key, value(key)["pattern"].as_str()) {
            // TOML keys are texts to a schema, whatever they stand for.
            (Shape::Date, _) => map(Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), inner),
            (_, pattern) => map(pattern, inner),
        },
        Shape::Either(one, other) => json!({ "anyOf": [value(one), value(other)] }),
    }
}

fn map(pattern: Option<&str>, inner: &Shape) -> Value {
    let mut schema = json!({ "type": "object", "additionalProperties": value(inner) });
    if let Some(pattern) = pattern {
        schema["propertyNames"] = json!({ "pattern": pattern });
    }
    schema
}
