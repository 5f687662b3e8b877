"""SSH clients that are left open, and ones that are not."""

import paramiko
from paramiko.client import SSHClient


def never(host, command):
    client = paramiko.SSHClient()  # want "CL601: paramiko.SSHClient opens 'client'"
    client.connect(host)
    _, out, _ = client.exec_command(command)
    return out.read()


def only_where_it_works(hosts):
    found = []
    for host in hosts:
        try:
            client = SSHClient()  # want "CL601: .*before the next run of the loop"
            client.connect(host)
            found.append(host)
            client.close()
        except paramiko.AuthenticationException:
            pass
    return found


def in_finally(hosts):
    found = []
    for host in hosts:
        client = SSHClient()  # ok: closed in any case
        try:
            client.connect(host)
            found.append(host)
        except paramiko.AuthenticationException:
            pass
        finally:
            client.close()
    return found


def but_for_an_exception(host, command):
    client = paramiko.SSHClient()  # ok: collected with the exception
    client.connect(host)
    client.exec_command(command)
    client.close()


def with_block(host, command):
    with paramiko.SSHClient() as client:  # ok
        client.connect(host)
        _, out, _ = client.exec_command(command)
        return out.read()


def handed_over(host):
    client = paramiko.SSHClient()  # ok: the caller's
    client.connect(host)
    return client


class Machine:
    def __init__(self, host):
        self.client = paramiko.SSHClient()  # ok: lives as long as its owner
        self.client.connect(host)

    def sftp(self, host):
        client = paramiko.SSHClient()  # ok: kept
        client.connect(host)
        self.other = client
        return client.open_sftp()


def files(host):
    client = paramiko.SSHClient()
    client.connect(host)
    return client.open_sftp()  # ok: what is returned keeps the connection
