"""Mastodon.py against a running server: everything that somebody does with an app.

Arguments: the server's address, somebody else's name and token, the call's post and the address of its figures, a picture's file.
Writes "authorize ADDRESS" and reads the code; writes "done" at the end.
"""
import datetime
import sys
import time
import urllib.request
import json

from mastodon import Mastodon, MastodonNotFoundError

url, other, token, call, figures, picture = sys.argv[1:7]
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

# Lists.
friend = Mastodon(access_token=token, api_base_url=url)
made = client.list_create("Night shift")
assert client.list(made).title == "Night shift" and client.list_update(made, "Day shift").title == "Day shift"
client.list_accounts_add(made, [them.id])
assert [one.id for one in client.list_accounts(made)] == [them.id] and [one.id for one in client.account_lists(them)] == [made.id]
listed = friend.status_post("For the list")
assert client.timeline_list(made)[0].id == listed.id
client.list_accounts_delete(made, [them.id])
assert client.list_accounts(made) == []
client.list_delete(made)
assert client.lists() == []

# Filters of the old kind.
kept = client.filter_create("lantern", ["home", "public"], whole_word=True, expires_in=3600)
assert kept.phrase == "lantern" and kept.whole_word and kept.expires_at is not None
assert client.filter_update(kept, phrase="candle").phrase == "candle" == client.filter(kept).phrase
client.filter_delete(kept)
assert client.filters() == []

# A poll of somebody else's, and a post for later.
poll = friend.status_post("Which?", poll=friend.make_poll(["day", "night", "both"], 3600, multiple=True)).poll
client.poll_vote(poll, [0, 2])
poll = client.poll(poll)
assert poll.voted and poll.own_votes == [0, 2] and poll.votes_count == 2 and poll.voters_count == 1, poll
soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
planned = client.status_post("Later", scheduled_at=soon)
assert planned.params.text == "Later" and client.scheduled_statuses()[0].id == client.scheduled_status(planned).id == planned.id
assert client.scheduled_status_update(planned, soon + datetime.timedelta(hours=1)).scheduled_at > planned.scheduled_at
client.scheduled_status_delete(planned)
assert client.scheduled_statuses() == []

# Where to push to.
_, public = client.push_subscription_generate_keys()
assert client.push_subscription_set("https://push.example/petra", public, follow_events=True).alerts.follow
assert client.push_subscription_update(mention_events=True).alerts.mention
assert client.push_subscription().endpoint == "https://push.example/petra"
client.push_subscription_delete()
try:
    client.push_subscription()
    raise AssertionError("a subscription that is gone was read")
except MastodonNotFoundError:
    pass

# Conversations.
letter = friend.status_post(f"@{me.acct} only you", visibility="direct")
talk = client.conversations()[0]
assert talk.unread and talk.last_status.id == letter.id and talk.accounts[0].id == them.id
assert not client.conversations_read(talk).unread

# People, servers and hashtags that one keeps near or away.
assert client.account_note_set(them, "from the canteen").note == "from the canteen"
standing = client.account_follow(them, reblogs=False, notify=True)
assert standing.notifying and not standing.showing_reblogs
assert client.account_pin(them).endorsed and [one.id for one in client.endorsements()] == [them.id]
assert not client.account_unpin(them).endorsed
assert client.account_familiar_followers(them)[0].id == them.id
tag = client.featured_tag_create("WorkedIll")
assert [one.id for one in client.featured_tags()] == [tag.id] and len(client.account_featured_tags(me)) == 1
client.featured_tag_delete(tag)
assert client.featured_tags() == []
assert not client.account_remove_from_followers(them).followed_by
client.domain_block("loud.example")
assert client.domain_blocks() == ["loud.example"]
client.domain_unblock("loud.example")
assert client.domain_blocks() == []
client.account_update_credentials(locked=True)
assert friend.account_follow(me).requested and [one.id for one in client.follow_requests()] == [them.id]
client.follow_request_authorize(them)
assert friend.account_relationships(me)[0].following
friend.account_unfollow(me)
friend.account_follow(me)
client.follow_request_reject(them)
assert client.follow_requests() == [] and not friend.account_relationships(me)[0].requested
client.account_update_credentials(locked=False)
client.account_block(them)
assert [one.id for one in client.blocks()] == [them.id]
client.account_unblock(them)
client.account_mute(them)
assert [one.id for one in client.mutes()] == [them.id]
client.account_unmute(them)

# A report.
rude = friend.status_post("Something rude")
told = client.report(them, [rude], "He is rude", category="spam")
assert told.target_account.id == them.id and [int(one) for one in told.status_ids] == [rude.id], told

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
