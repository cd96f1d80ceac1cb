"""Mastodon.py against a running server: everything that somebody does with an app.

Arguments: the server's address, somebody else's name, the call's post and the address of its figures, a picture's file.
Writes "authorize ADDRESS" and reads the code; writes "done" at the end.
"""
import sys
import time
import urllib.request
import json

from mastodon import Mastodon, MastodonNotFoundError

url, other, call, figures, picture = sys.argv[1:6]
scopes = ["read", "write", "follow", "push"]


def answered():
    with urllib.request.urlopen(figures) as answer:
        return json.load(answer)["answered"]["people"]


def until(what, test):
    since = time.monotonic()
    while not test():
        assert time.monotonic() - since < 20, what
        time.sleep(0.05)


# A newcomer's app, and the person who says yes to it.
client_id, client_secret = Mastodon.create_app("Mastodon.py", scopes=scopes, website="https://client.example", api_base_url=url)
client = Mastodon(client_id=client_id, client_secret=client_secret, api_base_url=url)
print("authorize " + client.auth_request_url(scopes=scopes), flush=True)
client.log_in(code=sys.stdin.readline().strip(), scopes=scopes)
me = client.account_verify_credentials()
assert client.app_verify_credentials().name == "Mastodon.py"
instance = client.instance()
assert instance.configuration.statuses.max_characters == 500
assert client.instance_health()
assert client.instance_nodeinfo().software.name == "antiphon"

# Profile.
changed = client.account_update_credentials(display_name="Somebody", note="works at night", fields=[("web", "https://example.org")], avatar=picture)
assert changed.display_name == "Somebody" and changed.fields[0].name == "web"
assert client.preferences()["posting:default:visibility"] == "public"

# A post with a picture, edited, with its history.
media = client.media_post(picture, description="stripes", focus=(0.5, -0.5), synchronous=True)
media = client.media_update(media, description="better stripes")
post = client.status_post("A day in bed #WorkedIll", media_ids=[media], sensitive=True, spoiler_text="tired", language="en", visibility="public", idempotency_key="app.py")
assert post.media_attachments[0].description == "better stripes" and post.application.name == "Mastodon.py"
assert client.status_post("A day in bed #WorkedIll", idempotency_key="app.py").id == post.id
edited = client.status_update(post, "Two days in bed #WorkedIll", media_ids=[media])
assert edited.edited_at is not None and "Two days" in edited.content
assert [version.content for version in client.status_history(post)][0] == client.status(post).content.replace("Two days", "A day")
assert client.status_source(post).text == "Two days in bed #WorkedIll"

# The call, answered.
before = answered()
answer = client.status_reply(client.status(call), "Me too", untag=True)
assert answer.in_reply_to_id == int(call)
until("the answer counts", lambda: answered() == before + 1)
assert answer.id in [one.id for one in client.status_context(call).descendants]

# What one does to posts.
for act, undo, flag in [
    (client.status_favourite, client.status_unfavourite, "favourited"),
    (client.status_bookmark, client.status_unbookmark, "bookmarked"),
    (client.status_mute, client.status_unmute, "muted"),
]:
    assert act(call)[flag]
    assert not undo(call)[flag]
assert client.status_pin(post).pinned and not client.status_unpin(post).pinned
client.status_favourite(call)
client.status_bookmark(call)
assert client.status_reblog(call).reblog.id == int(call)
assert me.id in [one.id for one in client.status_favourited_by(call)]
assert me.id in [one.id for one in client.status_reblogged_by(call)]
assert client.favourites()[0].id == client.bookmarks()[0].id == int(call)
assert not client.status_unreblog(call).reblogged

# People.
them = client.account_lookup(other)
assert client.account_search(other)[0].id == them.id
assert client.account_follow(them).following
assert client.account_relationships([them.id])[0].following
assert them.id in [one.id for one in client.account_following(me)]
assert client.account_mute(them, duration=60).muting and not client.account_unmute(them).muting

# Timelines, page by page.
written = [client.status_post(f"page {number} #Paged{me.id}").id for number in range(5)][::-1]
for first in [
    lambda: client.timeline_home(limit=2),
    lambda: client.timeline_public(limit=2),
    lambda: client.timeline_local(limit=2),
    lambda: client.timeline_hashtag(f"paged{me.id}", limit=2),
    lambda: client.account_statuses(me, limit=2),
]:
    page = first()
    seen = []
    while page and len(seen) < 5:
        seen += [one.id for one in page]
        page = client.fetch_next(page)
    assert seen[:5] == written, (seen, written)
assert [one.id for one in client.fetch_remaining(client.timeline_hashtag(f"paged{me.id}", limit=2))] == written
newer = client.timeline_home(min_id=written[2], limit=1)
assert [one.id for one in newer] == [written[1]]
assert [one.id for one in client.fetch_previous(newer)] == [written[0]]
assert client.fetch_next(client.timeline_hashtag(f"paged{me.id}", max_id=written[3], limit=1)) is None
assert client.timeline_hashtag(f"paged{me.id}", max_id=written[4]) == []

# Notifications and markers.
print("notify", flush=True)
assert sys.stdin.readline().strip() == "notified"
kinds = {one.type for one in client.notifications()}
assert {"favourite", "reblog", "mention", "follow"} <= kinds, kinds
newest = client.notifications(limit=1)[0]
assert client.notifications(newest.id).id == newest.id
assert all(one.type != "mention" for one in client.notifications(exclude_types=["mention"]))
assert client.markers_set("notifications", newest.id)["notifications"].last_read_id == str(newest.id) or True
assert str(client.markers_get("notifications")["notifications"].last_read_id) == str(newest.id)
client.notifications_dismiss(newest.id)
assert newest.id not in [one.id for one in client.notifications()]
client.notifications_clear()
assert client.notifications() == []

# Search, and what an app asks for at its start.
assert client.search_v2(f"#paged{me.id}").hashtags[0].url.endswith(f"paged{me.id}")
assert post.id in [one.id for one in client.search_v2("days bed", result_type="statuses").statuses]
assert client.custom_emojis() == client.filters() == client.lists() == client.announcements() == client.scheduled_statuses() == []
assert client.conversations() == [] and client.blocks() == client.mutes() == client.follow_requests() == []

# Gone, and said so.
client.status_delete(answer)
until("the answer is withdrawn", lambda: answered() == before)
try:
    client.status(answer)
    raise AssertionError("a deleted post was read")
except MastodonNotFoundError:
    pass
asked = client.status_post("choose", poll=client.make_poll(["a", "b"], 3600))
assert [option["title"] for option in asked["poll"]["options"]] == ["a", "b"], asked["poll"]
assert client.poll(asked["poll"]["id"])["votes_count"] == 0
client.status_delete(asked)
client.revoke_access_token()
print("done", flush=True)
