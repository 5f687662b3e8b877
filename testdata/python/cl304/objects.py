"""The same in a module of another name."""

import boto3
from fastapi import FastAPI

app = FastAPI()


class Remote:
    def __init__(self, bucket):
        self.bucket = bucket

    def download(self, key):
        client = boto3.client("s3")  # want "CL304: boto3.client"
        return client.get_object(Bucket=self.bucket, Key=key)["Body"].read()

    def all(self, keys):
        return [self.download(key) for key in keys]
