"""Checks the Python model rows (JSON on standard input) against the libraries that are installed here.

A row is checked for what can be read without a call: that its API is there, that the parameters it names are called so,
stand where it says, and have the default it says, and that what closes its result is a method of it. What cannot be
checked so is counted with its reason. names.toml holds what only a reader can know.
"""

import collections
import functools
import importlib
import inspect
import json
import pathlib
import re
import sys
import tomllib
import typing
import warnings

NAMES = tomllib.loads((pathlib.Path(__file__).parent / "names.toml").read_text())
VALUES = ["Cap", "Time", "Pieces", "Times", "Rand", "Body", "Args", "When"]
RUNNING = sys.version_info[:2]
STANDS_FOR = collections.defaultdict(list)  # a type, and the APIs whose rows return it


class Wrong(Exception):
    """The row says what the library does not."""


class Unknown(Exception):
    """The library does not say without a call."""


def release(text):
    return tuple(int(n) for n in text.split(".")[:2])


def real(api):
    """The import path of a canonical name: the longest entry of names.toml that begins it."""
    parts = api.split(".")
    for n in range(len(parts), 0, -1):
        path = NAMES["types"].get(".".join(parts[:n]))
        if path:
            return ".".join([path, *parts[n:]])
    return api


@functools.cache
def module(name):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except ModuleNotFoundError as e:
        if e.name and (name == e.name or name.startswith(e.name + ".")):
            return None
        raise Unknown(f"{name} does not import: {e}") from e
    except Exception as e:
        raise Unknown(f"{name} does not import: {type(e).__name__}: {e}") from e


def is_module(parts):
    """Whether the parts name a module, and no function of the same name hides it (tenacity.retry)."""
    above = module(".".join(parts[:-1])) if len(parts) > 1 else None
    hides = above is not None and not inspect.ismodule(getattr(above, parts[-1], above))
    return not hides and module(".".join(parts)) is not None


def resolve(api):
    """The object that an API names: of the type itself, or of another class whose row returns that type."""
    try:
        return resolve_one(api)
    except (Wrong, Unknown):
        for typ, makers in STANDS_FOR.items():
            for maker in makers if api.startswith(typ + ".") else ():
                try:
                    return resolve_one(maker + api.removeprefix(typ))
                except (Wrong, Unknown):
                    continue
        raise


def resolve_one(api):
    """The object at the import path of a name."""
    parts = real(api).split(".")
    n = len(parts)
    while n and not is_module(parts[:n]):
        n -= 1
    if not n:
        raise Unknown(f"{parts[0]} is not installed")
    here, at = module(".".join(parts[:n])), parts[:n]
    for name in parts[n:]:
        here = step(here, name, ".".join(at))
        at.append(name)
    return here


def step(here, name, at):
    """One attribute further on: of a module, a class, or of what a function or property gives back."""
    if inspect.isroutine(here) or is_property(here):
        here = result_of(here, at)
    if here is None or isinstance(here, str):
        raise Unknown(f"{at} has a type that is not declared")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return inspect.getattr_static(here, name) if inspect.isclass(here) else getattr(here, name)
        except AttributeError:
            pass
    if inspect.isclass(here):
        return attribute(here, name, at)
    raise Wrong(f"{at} has no {name}")


def is_property(here):
    return isinstance(here, (property, functools.cached_property)) or hasattr(here, "fget")


def result_of(here, at):
    """The class of what a function or property gives back, where it is declared."""
    if isinstance(here, (staticmethod, classmethod)):
        here = here.__func__
    function = getattr(here, "fget", None) or getattr(here, "func", None) or here
    try:
        hints = typing.get_type_hints(function, localns=deferred(function))
    except Exception:
        hints = {}
    found = only_class(hints.get("return"))
    if found is None:
        raise Unknown(f"what {at} gives back is not declared")
    return found


def deferred(function):
    """What a module imports inside functions or for a type checker only, by name."""
    try:
        text = inspect.getsource(inspect.getmodule(function))
    except (OSError, TypeError):
        return {}
    package, names = function.__module__.rpartition(".")[0], {}
    for dots, path, imported in re.findall(r"^\s+from (\.*)([\w.]*) import \(?([\w, \n]+)", text, re.M):
        for name in re.findall(r"\w+", imported):
            try:
                names[name] = getattr(importlib.import_module(dots + path, package), name)
            except Exception:
                continue
    return names


def only_class(hint):
    """The class that a hint means: itself, that of a generic one, or the only one beside None."""
    if inspect.isclass(hint):
        return hint
    if inspect.isclass(typing.get_origin(hint)):
        return typing.get_origin(hint)
    classes = [a for a in typing.get_args(hint) if inspect.isclass(a) and a is not type(None)]
    return classes[0] if len(classes) == 1 else None


def attribute(cls, name, at):
    """An attribute that only instances have: declared in a class body, or set by a method."""
    for base in cls.__mro__:
        if name in vars(base).get("__annotations__", {}):
            try:
                return only_class(typing.get_type_hints(base)[name]) or "declared"
            except Exception:
                return "declared"
        try:
            text = inspect.getsource(base)
        except (OSError, TypeError):
            continue
        if m := re.search(rf"\bself\.{name}\b(?:: [^=\n]+)? = (?:[\w.]*\.)?(\w*)", text):
            made = getattr(inspect.getmodule(base), m[1], None)
            return made if inspect.isclass(made) else "set"
    if any("__getattr__" in vars(base) for base in cls.__mro__):
        raise Unknown(f"{at} makes its attributes when they are asked for")
    raise Wrong(f"{at} has no {name}")


def parameters(api):
    """The parameters of a call of the API, receiver not counted."""
    here = resolve(api)
    if isinstance(here, staticmethod):
        return list(inspect.signature(here.__func__).parameters.values())
    owner = None
    try:
        owner = resolve(api.rpartition(".")[0])
    except (Wrong, Unknown):
        pass
    if owner is not None and is_property(owner):
        owner = result_of(owner, api)
    bound = inspect.isclass(owner) and not inspect.isclass(here)
    if isinstance(here, classmethod):
        here, bound = here.__func__, True
    if not callable(here):
        raise Unknown(f"{api} is set when it runs")
    try:
        found = list(inspect.signature(here).parameters.values())
    except (ValueError, TypeError) as e:
        raise Unknown(f"{api} is compiled and has no signature") from e
    return found[1:] if bound else found


def check_parameter(api, arg, index):
    """That a parameter is called so, and stands at the index where there is one. Gives it back, or None."""
    found = parameters(api)
    names = {p.name: p for p in found if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)}
    positions = [p for p in found if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    rest = {p.kind for p in found}
    if arg and arg not in names and inspect.Parameter.VAR_KEYWORD in rest:
        if further := handed_on(api):
            return check_keyword(further, arg)
        raise Unknown(f"{api} takes {arg} among **keywords, if at all")
    if arg and arg not in names:
        raise Wrong(f"{api} has no parameter {arg}: ({', '.join(map(str, found))})")
    if index is not None and index >= len(positions):
        if inspect.Parameter.VAR_POSITIONAL not in rest:
            raise Wrong(f"{api} takes no positional argument {index}: ({', '.join(map(str, found))})")
    elif index is not None and arg and positions[index].name != arg:
        raise Wrong(f"{api} has {positions[index].name} at {index}, not {arg}")
    if arg and index is None and names[arg] in positions and positions.index(names[arg]) < 4:
        raise Wrong(f"{api} takes {arg} by position too: index = {positions.index(names[arg])}")
    return names.get(arg)


def handed_on(api):
    """What the keywords of an API are handed to, as names.toml says."""
    return next((to for to, apis in NAMES["keywords"].items() if api in apis), None)


def check_keyword(api, arg):
    """That a parameter is called so, wherever it stands."""
    found = {p.name: p for p in parameters(api)}
    if arg not in found:
        raise Wrong(f"{api} has no parameter {arg}, to which keywords are handed on")
    return found[arg]


def check_value(api, value, unit):
    """That the argument is there, and that a number that the signature gives as its default is the row's."""
    arg, index = value.get("Arg"), value.get("Index")
    if not arg and index is None:
        return
    found = check_parameter(api, arg, index)
    said = value.get("Default")
    given = getattr(found, "default", None)
    if unit or isinstance(said, bool) or not isinstance(said, (int, float)) or isinstance(given, bool):
        return
    if isinstance(given, (int, float)) and given != said:
        raise Wrong(f"{api} has {arg}={given} by default, not {said}")


def questions(row, api):
    """What there is to check of one API of a row: a label and a function that raises."""
    name = api.removesuffix(".*")
    if api != name or "." in api:
        yield "name", lambda: resolve(name)
    if api != name:
        return
    for key in VALUES:
        if row[key]:
            label = f"when {row[key].get("Arg") or ""}".strip() if key == "When" else key.lower()  # rows have several
            yield label, functools.partial(check_value, api, row[key], row["Unit"])
    for key in ("On", "Same"):
        kind, _, arg = row[key].partition(":")
        if kind == "arg" and arg.isdigit():
            yield key.lower(), functools.partial(check_parameter, api, None, int(arg))
        elif kind == "arg" and not any(row[v] and row[v].get("Arg") == arg for v in VALUES):
            yield key.lower(), functools.partial(check_parameter, api, arg, None)
    for method in row["Closes"] or []:
        yield f"closes {method}", functools.partial(resolve, f"{row['Returns'] or api}.{method}")


def check_apart(row):
    """Names that set an object apart are shared by the APIs of a row: one of them has each."""
    for arg in row["Apart"] or []:
        reasons = []
        for api in row["API"]:
            try:
                if arg in [p.name for p in parameters(api)]:
                    break
                check_parameter(api, *((None, int(arg)) if arg.isdigit() else (arg, None)))
                break
            except (Wrong, Unknown) as e:
                reasons.append(e)
        else:
            raise next((r for r in reasons if isinstance(r, Unknown)), Wrong(f"none has a parameter {arg}"))


def not_here(row):
    """Why this Python cannot tell, or None."""
    if row["Removed"] and release(row["Removed"]) <= RUNNING:
        return f"gone from Python {row['Removed']} on"
    if row["Since"] and release(row["Since"]) > RUNNING:
        return f"there from Python {row['Since']} on"
    return None


def excused(api, label):
    """The reason in names.toml why a fact is not, or not so, in the library that is installed."""
    for entry in NAMES["except"]:
        if api in entry["api"] and entry.get("about", label) == label:
            entry["used"] = True
            return entry["reason"]
    return None


def judge(ask, api, label):
    """ok, wrong or unchecked, with the reason. An exception that nothing needs shows itself as stale, in main."""
    try:
        ask()
        return "ok", ""
    except Wrong as e:
        state, why = "wrong", str(e)
    except Unknown as e:
        state, why = "unchecked", str(e)
    reason = excused(api, label)
    return ("excepted", reason) if reason else (state, why)


def verdicts(rows):
    for row in rows:
        for api in row["API"]:
            for label, ask in questions(row, api):
                gone = not_here(row)
                what, why = ("unchecked", gone) if gone else judge(ask, api, label)
                yield row["File"], api, label, what, why
        what, why = judge(functools.partial(check_apart, row), row["API"][0], "apart")
        yield row["File"], row["API"][0], "apart", what, why


def main():
    rows = json.load(sys.stdin)
    for row in rows:
        if row["Returns"]:
            STANDS_FOR[row["Returns"]] += row["API"]
    count, lines = collections.Counter(), collections.defaultdict(list)
    for file, api, label, state, why in verdicts(rows):
        count[state] += 1
        line = f"{file}: {api}: {label}: {why}"
        if state != "ok" and line not in lines[state]:
            lines[state].append(line)
    for state in ("unchecked", "excepted", "wrong"):
        print(f"\n{state}: {count[state]}", *lines[state], sep="\n  ")
    stale = [", ".join(e["api"]) for e in NAMES["except"] if "used" not in e]
    print(*[f"names.toml: nothing needs the exception of {s}" for s in stale], sep="\n")
    print(f"\n{count['ok']} facts hold, {count['wrong']} do not, {count['excepted']} are excepted, {count['unchecked']} cannot be checked")
    return 1 if count["wrong"] or stale else 0


if __name__ == "__main__":
    sys.exit(main())
