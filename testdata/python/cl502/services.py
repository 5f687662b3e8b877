"""Clients of services that wait in the thread, and their twins."""

import asyncio

import docker
import google.generativeai as genai
import ollama
import psutil
import stripe
import yt_dlp
from ddgs import DDGS
from exa_py import Exa
from firecrawl import AsyncFirecrawl, Firecrawl
from github import Github
from googleapiclient.discovery import build
from huggingface_hub import AsyncInferenceClient, InferenceClient
from langchain_openai import ChatOpenAI
from mem0 import AsyncMemory, Memory, MemoryClient
from notion_client import AsyncClient, Client
from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient
from tavily import AsyncTavilyClient, TavilyClient
from twilio.rest import Client as Twilio


class Recall:
    def __init__(self, key=None):
        self.memory = MemoryClient(api_key=key) if key else Memory.from_config({})
        self.twin = AsyncMemory()

    async def hosted_or_local(self, text):
        return self.memory.search(query=text)  # want "CL502: mem0.Memory.*search"

    async def in_a_thread(self, text):
        return await asyncio.to_thread(lambda: self.memory.search(query=text))  # ok: another thread

    async def of_the_twin(self, text):
        return await self.twin.search(query=text)  # ok: awaited


async def local_model(text):
    return ollama.chat(model="m", messages=[text])  # want "CL502: ollama.chat"


async def local_model_of_the_twin(text):
    return await ollama.AsyncClient().chat(model="m", messages=[text])  # ok: awaited


async def web_search(text):
    client = TavilyClient(api_key="k")
    return client.search(text)  # want "CL502: tavily.TavilyClient.search"


async def web_search_of_the_twin(text):
    return await AsyncTavilyClient(api_key="k").search(text)  # ok: awaited


async def another_search(text):
    return Exa("k").search(text)  # want "CL502: exa_py.Exa.search"


async def engines(text):
    with DDGS() as engine:
        return list(engine.text(text))  # want "CL502: ddgs.DDGS.text"


async def scrape(url):
    return Firecrawl(api_key="k").scrape(url)  # want "CL502: firecrawl.Firecrawl.scrape"


async def scrape_of_the_twin(url):
    return await AsyncFirecrawl(api_key="k").scrape(url)  # ok: awaited


async def message(text, slack: WebClient):
    slack.chat_postMessage(channel="c", text=text)  # want "CL502: slack_sdk.WebClient.chat_postMessage"


async def message_of_the_twin(text, slack: AsyncWebClient):
    await slack.chat_postMessage(channel="c", text=text)  # ok: awaited


async def page(number):
    return Client(auth="k").pages.retrieve(number)  # want "CL502: notion_client.Client.pages.retrieve"


async def page_of_the_twin(number):
    return await AsyncClient(auth="k").pages.retrieve(number)  # ok: awaited


async def hosted_model(text):
    return InferenceClient().chat_completion([text])  # want "CL502: huggingface_hub.InferenceClient.chat_completion"


async def hosted_model_of_the_twin(text):
    return await AsyncInferenceClient().chat_completion([text])  # ok: awaited


async def gemini(text):
    model = genai.GenerativeModel("m")
    chat = model.start_chat()
    chat.send_message(text)  # want "CL502: google.generativeai.ChatSession.send_message"
    return model.generate_content(text)  # want "CL502: google.generativeai.GenerativeModel.generate_content"


async def gemini_of_the_twin(text):
    return await genai.GenerativeModel("m").generate_content_async(text)  # ok: awaited


async def chain(text):
    return ChatOpenAI().invoke(text)  # want "CL502: langchain_openai.ChatOpenAI.invoke"


async def chain_of_the_twin(text):
    return await ChatOpenAI().ainvoke(text)  # ok: awaited


async def drive():
    service = build("drive", "v3")
    listing = service.files().list(pageSize=10)  # ok: only makes the request
    return listing.execute()  # want "CL502: googleapiclient.discovery.Resource.execute"


async def issue(name, text):
    repository = Github("k").get_repo(name)  # want "CL502: github.Github.get_repo"
    return repository.create_issue(text)  # want "CL502: github.Repository.Repository.create_issue"


async def container(image):
    client = docker.from_env()
    started = client.containers.run(image, detach=True)  # want "CL502: docker.DockerClient.containers.run"
    started.wait()  # want "CL502: docker.models.containers.Container.wait"


async def text_message(to):
    return Twilio("a", "b").messages.create(to=to)  # want "CL502: twilio.rest.Client.messages.create"


async def text_message_of_the_twin(to):
    return await Twilio("a", "b").messages.create_async(to=to)  # ok: awaited


async def pay(customer):
    return stripe.checkout.Session.create(customer=customer)  # want "CL502: stripe.checkout.Session.create"


async def video(url):
    with yt_dlp.YoutubeDL({}) as downloader:
        return downloader.extract_info(url)  # want "CL502: yt_dlp.YoutubeDL.extract_info"


async def load():
    return psutil.cpu_percent(interval=1)  # want "CL502: psutil.cpu_percent"


async def load_since_the_last_call():
    return psutil.cpu_percent()  # ok: returns at once


def recall_now(recall, text):
    return recall.memory.search(query=text)  # ok: no coroutine


async def recall_in_a_thread(recall, text):
    return await asyncio.to_thread(recall_now, recall, text)  # ok: another thread


async def search_in_a_thread(text):
    client = TavilyClient(api_key="k")
    return await asyncio.to_thread(client.search, text)  # ok: another thread


async def video_in_an_executor(url):
    downloader = yt_dlp.YoutubeDL({})
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, downloader.extract_info, url)  # ok: another thread


async def container_in_a_thread(image):
    client = docker.from_env()
    return await asyncio.to_thread(client.containers.run, image)  # ok: another thread


async def drive_in_a_thread(request):
    service = build("drive", "v3")
    return await asyncio.to_thread(service.files().list(pageSize=10).execute)  # ok: another thread


async def of_another_kind(memory, text):
    return memory.search(text)  # ok: what memory is cannot be told


async def only_made(key):
    return Exa(key)  # ok: asks nobody yet


async def model_for_a_thread(text):
    model = genai.GenerativeModel("m")
    return await asyncio.get_running_loop().run_in_executor(None, model.generate_content, text)  # ok: another thread


class Keeper:
    def __init__(self, key):
        self.memory = MemoryClient(api_key=key) if key else Memory()

    def look_up(self, text):
        return self.memory.search(query=text)  # ok: the coroutine's call is the place

    async def through_a_helper(self, text):
        return self.look_up(text)  # want "CL502: .*search .*Keeper.look_up"


async def settings_of_a_client(client: WebClient, handler):
    client.headers.update({"x": "y"})  # ok: a dictionary
    return client.retry_handlers.copy()  # ok: a list


async def the_client_itself(client: WebClient, text):
    client.chat_postMessage(channel="c", text=text)  # want "CL502"
