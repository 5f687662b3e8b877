"""Files that nobody closes, and files that are closed, handed on or gone at once."""

import csv
import gzip
import io
import json
import os
import subprocess
import tarfile
import tempfile
import threading
import zipfile
from pathlib import Path

import joblib
import numpy
import rapidjson
import requests
from openai import OpenAI

client = OpenAI()


def never_closed(path):
    source = open(path)  # want "CL601: builtins.open opens 'source', which is not closed on every return;"
    return json.load(source)


def handed_to_a_request(path, model):
    try:
        audio = open(path, "rb")  # want "CL601: .*open opens 'audio'"
        text = client.audio.transcriptions.create(model=model, file=audio)
    except Exception as err:
        return str(err)
    return text


def handed_to_a_request_in_a_dict(url, path):
    body = open(path, "rb")  # want "CL601"
    return requests.post(url, files={"file": body}, timeout=5)


def of_a_path(folder: Path):
    out = (folder / "report.csv").open("w")  # want "CL601"
    rows = csv.writer(out)
    rows.writerow(["name", "price"])


def line_by_line(path):
    lines = []
    source = open(path)  # want "CL601"
    for line in source:
        lines.append(line.strip())
    return lines


def only_its_name(data):
    kept = tempfile.NamedTemporaryFile(delete=False)  # want "CL601: tempfile.NamedTemporaryFile opens 'kept'"
    kept.write(data)
    return kept.name


def not_on_an_early_return(path, name):
    archive = zipfile.ZipFile(path)  # want "CL601: zipfile.ZipFile opens 'archive'"
    if name not in archive.namelist():
        return None
    data = archive.read(name)
    archive.close()
    return data


def of_each_path(paths):
    total = 0
    for path in paths:
        source = open(path)  # want "CL601: .* is not closed before the next run of the loop;"
        total += len(source.read())
    return total


def of_a_file_of_its_own(path):
    source = gzip.GzipFile(path)  # want "CL601"
    return source.read()


def of_a_file_that_nobody_has(path):
    source = open(path, "rb")  # want "CL601"
    archive = tarfile.open(fileobj=source)
    archive.extractall("out")


def written_and_never_ended(names):
    out = io.BytesIO()
    archive = zipfile.ZipFile(out, "w")  # want "CL601"
    for name in names:
        archive.write(name)
    return out.getvalue()


def of_another_format(path):
    source = open(path, "rb")  # want "CL601"
    return joblib.load(source)


def by_another_parser(path: Path, values):
    out = path.open("w")  # want "CL601"
    rapidjson.dump(values, out)


def with_closes(path):
    with open(path) as source:  # ok: with
        return source.read()


def with_closes_it_later(path):
    source = open(path)  # ok: with
    with source:
        return source.read()


def finally_closes(path):
    source = open(path)  # ok: finally
    try:
        return json.load(source)
    finally:
        source.close()


def closed_unless_it_raises(path):
    source = open(path)  # ok: a note, an exception alone says little of a file
    text = source.read()
    source.close()
    return text


def gone_at_once(path):
    return open(path).read()  # ok: a note, gone at the end of the expression


def gone_at_once_too(path):
    return json.load(open(path))  # ok: a note, gone at the end of the expression


def returned(path):
    source = open(path)  # ok: the caller has it
    source.readline()
    return source


def returned_as_rows(path):
    return csv.reader(open(path))  # ok: the caller has it


def returned_as_lines(path):
    source = open(path)  # ok: the caller reads from it
    return map(json.loads, source)


def returned_as_a_generator(path):
    source = open(path)  # ok: the caller reads from it
    return (json.loads(line) for line in source)


def open_as_long_as_the_generator(path):
    source = open(path)  # want "CL601"
    for line in source:
        yield line


def of_a_child(args, path):
    log = open(path, "w")  # ok: the child writes to it
    return subprocess.Popen(args, stdout=log)


def of_a_thread(path):
    log = open(path, "w")  # ok: the thread writes to it
    threading.Thread(target=copy, args=(log,)).start()


def copy(log):
    for _ in range(10):
        log.write("tick")


class Journal:
    def __init__(self, path):
        self.out = open(path, "a")  # ok: the object has it

    def reopen(self, path):
        out = open(path, "a")  # ok: the object has it
        self.out, old = out, self.out
        old.close()


def kept_for_the_process(path):
    global out
    out = open(path, "a")  # ok: outlives the call


def closed_where_it_is_open(path):
    source = open(path) if path else None  # ok: closed
    text = source.read() if source else ""
    if source:
        source.close()
    return text


def closed_by_its_number(path):
    number = os.open(path, os.O_RDONLY)
    source = os.fdopen(number)
    source.close()


def standard_input_or_a_file(path):
    source = open(path) if path else os.sys.stdin  # ok: one of two
    return source.read()


if __name__ == "__main__":
    settings = open("settings.json")  # ok: the process ends it
    print(json.load(settings))


def spilled(text):
    try:
        tmp = tempfile.NamedTemporaryFile("w", delete=False)  # ok: closed, but for a write that fails
        tmp.write(text)
        tmp.close()
        return tmp.name
    except Exception:
        return None


def spilled_and_removed(text):
    tmp = tempfile.NamedTemporaryFile("w", delete=False)  # ok: closed, but for a write that fails
    try:
        tmp.write(text)
        tmp.close()
        result = json.load(open(tmp.name))  # concurlint: ignore[CL601] read at once
    except ValueError as err:
        return str(err)
    finally:
        os.unlink(tmp.name)
    return result


def never_closed_at_all(text):
    try:
        tmp = tempfile.NamedTemporaryFile("w", delete=False)  # want "CL601: tempfile.NamedTemporaryFile"
        tmp.write(text)
        return tmp.name
    except Exception:
        return None


def of_memory(data):
    source = gzip.GzipFile(fileobj=io.BytesIO(data))  # ok: there is no file
    return source.read()


def archive_in_memory(data, name):
    held = io.BytesIO(data)
    archive = zipfile.ZipFile(held)  # ok: there is no file
    return archive.read(name)


def of_a_given_file(source):
    archive = tarfile.open(fileobj=source, mode="r:gz")  # ok: the caller closes the file
    return archive.getnames()


def read_as_it_is_used(path):
    source = open(path, "rb")  # ok: what numpy returns reads on from the file
    return numpy.load(source)
