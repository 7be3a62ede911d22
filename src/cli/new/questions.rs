//! Questions on a terminal, for the fields that are asked for now or soon.

use inquire::{InquireError, Select, Text};

use crate::cli::failure::Failure;
use crate::cli::new::flags::{Flag, Values, flags, is_list};
use crate::decode::{Need, Referent, Shape, is_id};
use crate::kind::Kind;
use crate::plan::Plan;

/// The answer that leaves a field out.
const LATER: &str = "(later)";

/// Asks for each field that is required, or will be once a goal is proposed, and was not given.
pub(super) fn ask(kind: Kind, plan: &Plan<'_>, values: &mut Values) -> Result<(), Failure> {
    for flag in flags(kind) {
        let name = flag.name();
        let is_due = matches!(flag.need, Need::Required | Need::Proposed);
        if !is_due || values.contains_key(&name) {
            continue;
        }
        if let Some(answer) = answer(&flag, plan).map_err(|error| stopped(&error))? {
            values.insert(name, answer);
        }
    }
    Ok(())
}

fn answer(flag: &Flag, plan: &Plan<'_>) -> Result<Option<Vec<String>>, InquireError> {
    let question = format!("{}?", flag.path.join("."));
    let is_required = flag.need == Need::Required;
    let options = options(&flag.shape, plan);
    let answer = if options.is_empty() {
        Text::new(&question).with_help_message(flag.about).prompt()?
    } else {
        let later = (!is_required).then(|| LATER.to_owned());
        Select::new(&question, later.into_iter().chain(options).collect())
            .with_help_message(flag.about)
            .prompt()?
    };
    if answer.trim().is_empty() || answer == LATER {
        return Ok(None);
    }
    Ok(Some(if is_list(&flag.shape) {
        answer.split(',').map(|item| item.trim().to_owned()).collect()
    } else {
        vec![answer]
    }))
}

/// The answers to choose from, where they are known.
fn options(shape: &Shape, plan: &Plan<'_>) -> Vec<String> {
    match shape {
        Shape::Choice(choices) => choices.iter().map(|choice| choice.name.to_owned()).collect(),
        // What is no id is a finding already, and not for a terminal to show.
        Shape::Reference(Referent::Entry(kind)) => {
            plan.ids(*kind).filter(|id| is_id(id)).map(ToOwned::to_owned).collect()
        }
        Shape::Flag => vec!["true".into(), "false".into()],
        _ => Vec::new(),
    }
}

fn stopped(error: &InquireError) -> Failure {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => {
            Failure::new("stopped; nothing was written")
        }
        error => Failure::new(format!("the question was not answered: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{plan, snapshot};

    #[test]
    fn only_ids_are_offered() {
        let file = "[ana]\nname = \"Ana\"\n[\"\\u001b[31m\"]\nname = \"x\"\n";
        let snapshot = snapshot::from_texts([("people.toml", file.as_bytes())]);
        let shape = Shape::Reference(Referent::Entry(Kind::Person));
        assert_eq!(options(&shape, &plan::load(&snapshot)), ["ana"]);
    }
}
