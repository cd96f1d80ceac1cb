"""Mastodon.py listening by server-sent events. Arguments: the server's address and a token.

Writes one line of JSON for each thing heard; ends when its standard input does.
"""
import json
import sys
import threading

from mastodon import Mastodon, StreamListener

url, token = sys.argv[1:3]
client = Mastodon(access_token=token, api_base_url=url)


speaking = threading.Lock()


def say(stream, event, what):
    with speaking:
        print(json.dumps({"stream": stream, "event": event, "what": str(what)}), flush=True)


class Listener(StreamListener):
    def __init__(self, stream):
        self.stream = stream

    def on_update(self, status):
        say(self.stream, "update", status["id"])

    def on_status_update(self, status):
        say(self.stream, "status.update", status["id"])

    def on_delete(self, status_id):
        say(self.stream, "delete", status_id)

    def on_notification(self, notification):
        say(self.stream, "notification", notification["type"])

    def on_conversation(self, conversation):
        say(self.stream, "conversation", conversation["last_status"]["id"])

    def handle_heartbeat(self):
        say(self.stream, "heartbeat", "")

    def on_abort(self, err):
        say(self.stream, "abort", err)


assert client.stream_healthy()
handles = [
    client.stream_user(Listener("user"), run_async=True),
    client.stream_public(Listener("public"), run_async=True),
    client.stream_local(Listener("public:local"), run_async=True),
    client.stream_hashtag("WorkedIll", Listener("hashtag"), run_async=True),
    client.stream_direct(Listener("direct"), run_async=True),
]
sys.stdin.read()
for handle in handles:
    handle.close()
