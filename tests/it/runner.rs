//! A runner of GitHub Actions, as far as `action.yml` asks for one: its steps in order, with the variables and files that they are
//! promised, their few expressions, and other programs that only write down how they were called.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::stage::{Stage, TODAY, project};

/// The token of the run, which no log may show.
pub(crate) const TOKEN: &str = "ghs_secret";

/// The repository that the run belongs to.
pub(crate) const REPOSITORY: &str = "shop/goals";

/// What a run is made of.
pub(crate) struct Runner {
    /// What `uses: goalpact` is given.
    pub(crate) inputs: BTreeMap<String, String>,
    /// The name of the event.
    pub(crate) event_name: String,
    /// The event.
    pub(crate) event: Value,
    /// The name of the variable `RUNNER_OS`, and of `RUNNER_ARCH`.
    pub(crate) machine: (&'static str, &'static str),
    /// What the runner has for itself: `bin` is first on the PATH, `temp` is its folder for temporary files.
    pub(crate) home: Stage,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code of the step that failed, or 0.
    pub(crate) code: i32,
    /// What all steps printed.
    pub(crate) log: String,
    /// The outputs of the action.
    pub(crate) outputs: BTreeMap<String, String>,
    /// What was appended to the summary of the job.
    pub(crate) summary: String,
    /// The other actions that were used, and what they were given.
    pub(crate) used: Vec<(String, BTreeMap<String, String>)>,
    /// The outputs of each step.
    pub(crate) steps: BTreeMap<String, BTreeMap<String, String>>,
}

impl Runner {
    pub(crate) fn new(event_name: &str, event: Value) -> Self {
        let home = Stage::empty();
        for folder in ["bin", "temp", "answers", "release"] {
            std::fs::create_dir(home.path().join(folder)).unwrap();
        }
        let runner = Self {
            inputs: BTreeMap::new(),
            event_name: event_name.into(),
            event,
            machine: ("Linux", "X64"),
            home,
        };
        runner.program("gh", include_str!("fakes/gh"));
        runner.program("curl", include_str!("fakes/curl"));
        runner
    }

    pub(crate) fn with(mut self, input: &str, value: &str) -> Self {
        self.inputs.insert(input.into(), value.into());
        self
    }

    /// Puts a program on the PATH.
    pub(crate) fn program(&self, name: &str, script: &str) {
        use std::os::unix::fs::PermissionsExt;
        self.home.write(&format!("bin/{name}"), script);
        let path = self.home.path().join("bin").join(name);
        std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
    }

    /// What `gh` answers to a call whose path ends so.
    pub(crate) fn answer(&self, call: &str, answer: &Value) {
        self.home.write(&format!("answers/{call}"), answer.to_string());
    }

    /// How `gh` and `curl` were called, a line for each, with the body that was sent.
    pub(crate) fn calls(&self) -> String {
        std::fs::read_to_string(self.home.path().join("calls")).unwrap_or_default()
    }

    /// Runs the action in a folder that is checked out.
    pub(crate) fn run(&self, workspace: &Path) -> Ran {
        let text = std::fs::read_to_string(project().join("action.yml")).unwrap();
        let action: Value = serde_saphyr::from_str(&text).unwrap();
        let mut inputs = BTreeMap::new();
        for (name, input) in action["inputs"].as_object().unwrap() {
            inputs.insert(name.clone(), input["default"].as_str().unwrap().to_owned());
        }
        for (name, value) in &self.inputs {
            assert!(
                inputs.insert(name.clone(), value.clone()).is_some(),
                "no input is called {name}"
            );
        }
        let mut ran = Ran {
            code: 0,
            log: String::new(),
            outputs: BTreeMap::new(),
            summary: String::new(),
            used: Vec::new(),
            steps: BTreeMap::new(),
        };
        let mut path =
            std::env::split_paths(&std::env::var_os("PATH").unwrap()).collect::<Vec<_>>();
        path.insert(0, self.home.path().join("bin"));
        for step in action["runs"]["steps"].as_array().unwrap() {
            if ran.code != 0 {
                break;
            }
            let cx = Contexts { inputs: &inputs, steps: &ran.steps };
            if step["if"].as_str().is_some_and(|condition| cx.evaluate(condition).is_empty()) {
                continue;
            }
            if let Some(uses) = step["uses"].as_str() {
                let with = cx.expanded(&step["with"]);
                ran.used.push((uses.to_owned(), with));
                continue;
            }
            let (env, id) = (cx.expanded(&step["env"]), step["id"].as_str());
            self.run_step(step["run"].as_str().unwrap(), id, &env, workspace, &mut path, &mut ran);
        }
        let cx = Contexts { inputs: &inputs, steps: &ran.steps };
        for (name, output) in action["outputs"].as_object().unwrap() {
            ran.outputs.insert(name.clone(), cx.expand(output["value"].as_str().unwrap()));
        }
        assert!(!ran.log.contains(TOKEN), "{}", ran.log);
        ran
    }

    fn run_step(
        &self,
        script: &str,
        id: Option<&str>,
        env: &BTreeMap<String, String>,
        workspace: &Path,
        path: &mut Vec<PathBuf>,
        ran: &mut Ran,
    ) {
        assert!(!script.contains("${{"), "a template in a script: {script}");
        for file in ["output", "summary", "path"] {
            self.home.write(file, "");
        }
        self.home.write("event.json", self.event.to_string());
        self.home.write("script.sh", script);
        let home = self.home.path();
        let mut bash = Command::new("bash");
        bash.args(["--noprofile", "--norc", "-e", "-o", "pipefail"]).arg(home.join("script.sh"));
        bash.env_clear().current_dir(workspace).stdin(Stdio::null()).envs(env);
        let given: [(&str, OsString); 17] = [
            ("PATH", std::env::join_paths(&*path).unwrap()),
            ("HOME", home.into()),
            ("CI", "true".into()),
            ("GOALPACT_TODAY", TODAY.into()),
            ("FAKES", home.into()),
            ("RUNNER_TEMP", home.join("temp").into()),
            ("RUNNER_OS", self.machine.0.into()),
            ("RUNNER_ARCH", self.machine.1.into()),
            ("GITHUB_ACTION_PATH", project().into()),
            ("GITHUB_ACTOR", "maria-r".into()),
            ("GITHUB_EVENT_NAME", self.event_name.clone().into()),
            ("GITHUB_EVENT_PATH", home.join("event.json").into()),
            ("GITHUB_OUTPUT", home.join("output").into()),
            ("GITHUB_PATH", home.join("path").into()),
            ("GITHUB_REPOSITORY", REPOSITORY.into()),
            ("GITHUB_SERVER_URL", "https://github.com".into()),
            ("GITHUB_STEP_SUMMARY", home.join("summary").into()),
        ];
        let output = bash.envs(given).output().unwrap();
        ran.log += &String::from_utf8(output.stdout).unwrap();
        ran.log += &String::from_utf8(output.stderr).unwrap();
        ran.code = output.status.code().unwrap();
        ran.summary += &self.home.read("summary");
        path.splice(0..0, self.home.read("path").lines().map(PathBuf::from));
        let written = self.home.read("output");
        let outputs = written.lines().map(|line| line.split_once('=').unwrap());
        if let Some(id) = id {
            let outputs = outputs.map(|(name, value)| (name.to_owned(), value.to_owned()));
            ran.steps.insert(id.to_owned(), outputs.collect());
        }
    }
}

/// What expressions can name.
struct Contexts<'a> {
    inputs: &'a BTreeMap<String, String>,
    steps: &'a BTreeMap<String, BTreeMap<String, String>>,
}

impl Contexts<'_> {
    /// A map of a step with its expressions evaluated.
    fn expanded(&self, map: &Value) -> BTreeMap<String, String> {
        let map = map.as_object().into_iter().flatten();
        map.map(|(name, value)| (name.clone(), self.expand(value.as_str().unwrap()))).collect()
    }

    /// A text with the expressions in `${{ … }}` evaluated.
    fn expand(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${{") {
            let (expression, after) = after.split_once("}}").unwrap();
            out += before;
            out += &self.evaluate(expression);
            rest = after;
        }
        out + rest
    }

    /// An expression's value; what is false is empty.
    fn evaluate(&self, expression: &str) -> String {
        if let Some((one, other)) = expression.split_once("||") {
            let one = self.evaluate(one);
            return if one.is_empty() { self.evaluate(other) } else { one };
        }
        if let Some((one, other)) = expression.split_once("&&") {
            let one = self.evaluate(one);
            return if one.is_empty() { one } else { self.evaluate(other) };
        }
        for (operator, expected) in [("==", true), ("!=", false)] {
            if let Some((one, other)) = expression.split_once(operator) {
                let is_equal = self.evaluate(one) == self.evaluate(other);
                return if is_equal == expected { "true".into() } else { String::new() };
            }
        }
        let term = expression.trim();
        if let Some(text) = term.strip_prefix('\'') {
            return text.strip_suffix('\'').unwrap().to_owned();
        }
        let known = match term.split('.').collect::<Vec<_>>()[..] {
            ["inputs", name] => Some(self.inputs.get(name).cloned().unwrap()),
            ["steps", step, "outputs", name] => {
                self.steps.get(step).and_then(|it| it.get(name).cloned())
            }
            ["github", "token"] => Some(TOKEN.into()),
            ["github", "repository"] => Some(REPOSITORY.into()),
            ["github", "action_repository"] => Some("makers/goalpact".into()),
            _ => panic!("no runner knows {term}"),
        };
        known.unwrap_or_default()
    }
}

/// The event of a pull request from `repository`.
pub(crate) fn pull_request(head: &str, base: &str, repository: &str) -> Value {
    json!({"pull_request": {
        "number": 7,
        "head": {"sha": head, "ref": "topic", "repo": {"full_name": repository}},
        "base": {"sha": base, "ref": "main"},
    }})
}
