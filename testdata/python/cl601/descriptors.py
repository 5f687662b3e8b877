"""Descriptors: numbers that nothing closes when they are gone. And the files and functions that take them over."""

import fcntl
import os
import subprocess
import tempfile


def only_the_name_is_used(data):
    fd, path = tempfile.mkstemp()  # want "CL601: tempfile.mkstemp opens 'fd', which is not closed on every return;"
    with open(path, "wb") as out:
        out.write(data)
    return path


def number_that_nobody_wants(data):
    _, path = tempfile.mkstemp(suffix=".txt")  # want "CL601: tempfile.mkstemp opens something that is not closed"
    with open(path, "wb") as out:
        out.write(data)
    return path


def written_and_left_open(data):
    fd, path = tempfile.mkstemp()  # want "CL601"
    os.write(fd, data)
    return path


def not_on_an_early_return(path, size):
    fd = os.open(path, os.O_RDONLY)  # want "CL601: os.open opens 'fd'"
    if os.fstat(fd).st_size > size:
        return b""
    data = os.read(fd, size)
    os.close(fd)
    return data


def of_each_chunk(chunks):
    paths = []
    for chunk in chunks:
        fd, path = tempfile.mkstemp()  # want "CL601: .* is not closed before the next run of the loop;"
        with open(path, "wb") as out:
            out.write(chunk)
        paths.append(path)
    return paths


def closed_at_once(data):
    fd, path = tempfile.mkstemp()  # ok: closed
    os.close(fd)
    with open(path, "wb") as out:
        out.write(data)
    return path


def closed_in_finally(data):
    fd, path = tempfile.mkstemp()  # ok: finally
    try:
        os.write(fd, data)
    finally:
        os.close(fd)
    return path


def taken_over_by_a_file(data):
    fd, path = tempfile.mkstemp()  # ok: closing the file closes it
    with os.fdopen(fd, "wb") as out:
        out.write(data)
    return path


def taken_over_by_open(data):
    fd, path = tempfile.mkstemp()  # ok: closing the file closes it
    out = open(fd, "wb")
    out.write(data)
    out.close()
    return path


def taken_over_by_open_in_a_block(data):
    fd, path = tempfile.mkstemp()  # ok: closing the file closes it
    with open(fd, "wb") as out:
        out.write(data)
    return path


def first_of_two():
    made = tempfile.mkstemp()  # ok: closed
    os.close(made[0])
    return made[1]


def first_of_two_at_once():
    os.close(tempfile.mkstemp()[0])  # ok: closed


def handed_on():
    return tempfile.mkstemp()  # ok: the caller has it


def both_handed_on():
    fd, path = tempfile.mkstemp()  # ok: the caller has it
    return fd, path


def closed_where_there_is_one(data):
    fd = -1
    try:
        fd, path = tempfile.mkstemp()  # ok: closed if it was opened
        os.write(fd, data)
    finally:
        if fd >= 0:
            os.close(fd)
    return path


def held_as_a_lock(path):
    fd = os.open(path, os.O_RDWR | os.O_CREAT)  # ok: the lock is held as long as it is open
    fcntl.flock(fd, fcntl.LOCK_EX)


def output_of_a_child(args):
    fd, path = tempfile.mkstemp()  # ok: the child writes to it
    child = subprocess.Popen(args, stdout=fd)
    return child, path


def with_a_helper(data):
    fd, path = tempfile.mkstemp()  # ok: the helper closes it
    write_all(fd, data)
    return path


def write_all(fd, data):
    try:
        os.write(fd, data)
    finally:
        os.close(fd)


class Spool:
    def __init__(self):
        self.fd, self.path = tempfile.mkstemp()  # ok: the object has it

    def close(self):
        os.close(self.fd)
