"""Delays that grow after they were waited for, kept in a local or in a field."""

import random
import time

import requests


def whole(url):
    delay = 1
    for _ in range(10):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(delay)  # want "CL701: time.sleep"
            delay *= 2


def reassigned(url):
    delay = 1.0
    for _ in range(10):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(delay)  # want "CL701: time.sleep"
            delay = min(delay * 2, 30)


class Client:
    def __init__(self, url, factor):
        self.url = url
        self.factor = factor
        self.delay = 1

    def field(self, path):
        for _ in range(10):
            try:
                return requests.get(self.url + path, timeout=5)
            except requests.ConnectionError:
                time.sleep(self.delay)  # want "CL701: time.sleep"
                self.delay *= self.factor

    def field_with_chance(self, path):
        for _ in range(10):
            try:
                return requests.get(self.url + path, timeout=5)
            except requests.ConnectionError:
                time.sleep(self.delay)  # ok: chance added
                self.delay *= 2
                self.delay += random.uniform(0, 1)

    def field_by_helper(self, path):
        for _ in range(10):
            try:
                return requests.get(self.url + path, timeout=5)
            except requests.ConnectionError:
                time.sleep(self.delay)  # ok: the helper may add chance
                self.delay = self.after(self.delay * 2)


def with_chance(url):
    delay = 1.0
    for _ in range(10):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(delay)  # ok: chance added
            delay = min(delay * 2, 30) + random.uniform(0, 1)


def same(url):
    waited = 0
    while waited < 60:
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(5)  # ok: it is the time that grows, not the delay
            waited += 5
