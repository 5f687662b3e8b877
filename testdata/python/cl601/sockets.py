"""Sockets that some way out leaves open."""

import socket
import socketserver
import threading


def caught_and_gone(path):
    try:
        probe = socket.socket(socket.AF_UNIX)  # want "CL601: socket.socket opens 'probe', which is not closed on every return;"
        probe.settimeout(0.5)
        probe.connect(path)
        probe.close()
        return True
    except OSError:
        return False


def caught_and_on(path, message):
    try:
        link = socket.socket(socket.AF_UNIX)  # want "CL601"
        link.connect(path)
        link.sendall(message)
        link.close()
    except OSError:
        pass


def never_closed():
    free = socket.socket()  # want "CL601"
    free.bind(("", 0))
    return free.getsockname()[1]


def of_each_port(ports):
    taken = []
    for port in ports:
        probe = socket.socket()  # want "CL601: .* before the next run of the loop;"
        if probe.connect_ex(("localhost", port)) == 0:
            taken.append(port)
    return taken


def server_left_open(port):
    listener = socket.create_server(("", port))  # want "CL601: socket.create_server"
    link, address = listener.accept()
    with link:
        return link.recv(100)


def with_closes(path):
    with socket.socket(socket.AF_UNIX) as link:  # ok: with
        link.connect(path)


def finally_closes(path):
    probe = socket.socket(socket.AF_UNIX)  # ok: finally
    try:
        probe.connect(path)
        return True
    except OSError:
        return False
    finally:
        probe.close()


def closed_unless_it_raises():
    free = socket.socket()  # ok: a note, an exception alone says little
    free.bind(("", 0))
    port = free.getsockname()[1]
    free.close()
    return port


def wrapped(path, context):
    plain = socket.socket()  # ok: the encrypted one takes it over
    plain.connect(path)
    return context.wrap_socket(plain)


def handed_on(path):
    link = socket.socket(socket.AF_UNIX)  # ok: the caller has it
    link.connect(path)
    return link


def handed_to_a_thread(path, serve):
    link = socket.socket(socket.AF_UNIX)  # ok: the thread has it
    link.connect(path)
    threading.Thread(target=serve, args=(link,)).start()


def of_a_server(handler, port):
    listener = socket.create_server(("", port))  # ok: the server has it
    server = socketserver.TCPServer(("", port), handler, bind_and_activate=False)
    server.socket = listener
    return server


def of_a_descriptor(fd):
    link = socket.socket(fileno=fd)  # ok: who opened the descriptor closes it
    return link.getsockname()


def names_only(link: socket.socket):
    return link.getsockname()  # ok: the caller has it


class Listener:
    def __init__(self, port):
        self.listener = socket.create_server(("", port))  # ok: the object has it

    def close(self):
        self.listener.close()


class Waker:
    def __init__(self):
        self.sockets = []

    def add(self, path):
        link = socket.socket(socket.AF_UNIX)  # ok: the list has it
        link.connect(path)
        self.sockets.append(link)


def bind(port):
    link = socket.socket()  # ok: handed on
    link.bind(("", port))
    return link


def of_a_server_in_a_list(port):
    link = bind(port)  # ok: the server has it
    Server(sockets=[link]).run()


class Server:
    def __init__(self, sockets):
        self.sockets = sockets

    def run(self):
        for link in self.sockets:
            link.accept()


def all_of_a_list(ports):
    return [bind(port) for port in ports]  # ok: the caller has them


def some_of_a_list(ports, serve):
    links = [link for link in [bind(port) for port in ports] if link]  # ok: the list has them
    serve(links)


def first_free(ports):
    for port in ports:
        link = socket.socket()  # want "CL601: .* before the next run of the loop;"
        try:
            link.bind(("", port))
        except OSError:
            continue
        return link, port
    raise OSError("none is free")


class OneOfTwo:
    def __init__(self, port):
        self.link, self.port = bound(port)  # ok: the object has it


def bound(port):
    link = socket.socket()  # ok: handed on
    link.bind(("", port))
    return link, port


class Watched:
    def __init__(self, workers):
        for worker in workers:
            watch(worker)  # ok: each worker has its own


def watch(worker):
    worker.link = bind(0)  # ok: the worker has it
