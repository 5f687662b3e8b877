"""Runs the steps of action.yml as a runner does, as far as this action uses it.

    action.py workflow ACTION.YML                      prints a workflow of the same steps, for actionlint
    action.py run ACTION.YML WORKSPACE TEMP [NAME=VALUE...]   exits with 0 or 1 as the job would

What would be uploaded is copied to TEMP/uploaded.sarif. The cache keeps nothing.
"""

import os
import re
import shutil
import subprocess
import sys

import yaml


def load(path):
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)


def workflow(action):
    """Return the action as a job: actionlint knows expressions, contexts and scripts of workflows only."""
    inputs = {name: {"type": "string", "default": spec.get("default", "")} for name, spec in action["inputs"].items()}
    steps = action["runs"]["steps"]
    for step in steps:
        if "${{" in step.get("run", ""):
            sys.exit(f"action.yml: step {step['name']!r} puts an expression into its script; hand it over in env:")
        if "run" in step and "shell" not in step:
            sys.exit(f"action.yml: step {step['name']!r} names no shell, which composite actions must")
    outputs = {name: out["value"] for name, out in action["outputs"].items()}
    return {"on": {"workflow_call": {"inputs": inputs}}, "jobs": {"a": {"runs-on": "ubuntu-latest", "outputs": outputs, "steps": steps}}}


class Job:
    """The state that steps share."""

    def __init__(self, inputs, workspace, temp):
        self.inputs, self.workspace, self.temp = inputs, workspace, temp
        self.outputs = {}  # of steps, by id
        self.path = []
        self.failed = False

    def value(self, expression):
        """Return what a context, a literal or a comparison with one of them is."""
        expression = expression.strip()
        for word, joined in (("||", any), ("&&", all)):
            if word in expression:
                return joined([self.value(e) for e in expression.split(word)])
        if m := re.fullmatch(r"(.+?)\s*([!=]=)\s*(.+)", expression):
            return (self.value(m[1]) == self.value(m[3])) == (m[2] == "==")
        if m := re.fullmatch(r"'([^']*)'", expression):
            return m[1]
        if expression == "always()":
            return True
        if m := re.fullmatch(r"inputs\.([\w-]+)", expression):
            return self.inputs[m[1]]
        if m := re.fullmatch(r"steps\.([\w-]+)\.outputs\.([\w-]+)", expression):
            return self.outputs.get(m[1], {}).get(m[2], "")
        if m := re.fullmatch(r"runner\.(os|arch|temp)", expression):
            return {"os": "Linux", "arch": "X64", "temp": self.temp}[m[1]]
        sys.exit(f"action.py: expression {expression!r} is not known here; teach Job.value")

    def text(self, template):
        return re.sub(r"\$\{\{(.*?)\}\}", lambda m: self.value(m[1]), str(template))

    def due(self, step):
        condition = step.get("if", "success()")
        if "always()" not in condition and self.failed:
            return False
        return condition == "success()" or self.value(condition)

    def step(self, step):
        if not self.due(step):
            print(f"-- {step['name']}: skipped", flush=True)
            return
        print(f"-- {step['name']}", flush=True)
        if "run" in step:
            ok = self.script(step)
        else:
            ok = self.action(step)
        self.failed = self.failed or not ok

    def action(self, step):
        """Stand in for the actions of others."""
        given = {name: self.text(v) for name, v in step["with"].items()}
        name, _, ref = step["uses"].partition("@")
        if not re.fullmatch(r"v\d+", ref):
            sys.exit(f"action.yml: {step['uses']} is not pinned by its major version")
        if name == "github/codeql-action/upload-sarif":
            shutil.copy(given["sarif_file"], os.path.join(self.temp, "uploaded.sarif"))
        elif name != "actions/cache":
            sys.exit(f"action.py: {name} is not known here; teach Job.action")
        return True

    def script(self, step):
        files = {n: os.path.join(self.temp, n) for n in ("GITHUB_OUTPUT", "GITHUB_PATH")}
        for path in files.values():
            open(path, "w", encoding="utf-8").close()
        env = {**os.environ, **files, "GITHUB_WORKSPACE": self.workspace, "RUNNER_TEMP": self.temp, "CI": "true"}
        env["PATH"] = os.pathsep.join([*self.path, env["PATH"]])
        env.update({name: self.text(v) for name, v in step.get("env", {}).items()})
        folder = os.path.join(self.workspace, self.text(step.get("working-directory", ".")))
        # As the runner does it: the text goes to a file, and bash stops at the first command that fails.
        script = os.path.join(self.temp, "script.sh")
        with open(script, "w", encoding="utf-8") as file:
            file.write(step["run"])
        code = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", script], cwd=folder, env=env, check=False).returncode
        with open(files["GITHUB_OUTPUT"], encoding="utf-8") as file:
            pairs = [line.rstrip("\n").split("=", 1) for line in file]
        self.outputs[step.get("id", "")] = dict(pairs)
        with open(files["GITHUB_PATH"], encoding="utf-8") as file:
            self.path = [line.rstrip("\n") for line in file] + self.path
        return code == 0


def run(action, workspace, temp, given):
    inputs = {name: str(spec.get("default", "")) for name, spec in action["inputs"].items()}
    for name in given:
        if name not in inputs:
            sys.exit(f"action.py: {name} is no input of action.yml")
    job = Job({**inputs, **given}, workspace, temp)
    for step in action["runs"]["steps"]:
        job.step(step)
    sys.exit(1 if job.failed else 0)


if sys.argv[1] == "workflow":
    yaml.safe_dump(workflow(load(sys.argv[2])), sys.stdout, sort_keys=False, width=1000)
else:
    run(load(sys.argv[2]), sys.argv[3], sys.argv[4], dict(pair.split("=", 1) for pair in sys.argv[5:]))
