// masto.js against a running server: everything that somebody does with an app, from registering it to listening.
// Environment: URL, OTHER_TOKEN (somebody else's token), OWNER_TOKEN (the owner's, who has told all members something), STRANGER_TOKEN (a token of somebody whom nobody follows), SLUG and CALL (a call's slug and its post's id). Writes "authorize ADDRESS" and reads the code; writes "done" at the end.

import assert from "node:assert/strict";
import { createInterface } from "node:readline";
import { deflateSync, crc32 } from "node:zlib";
import { createOAuthAPIClient, createRestAPIClient, createStreamingAPIClient } from "masto";

const { URL: url, OTHER_TOKEN, OWNER_TOKEN, STRANGER_TOKEN, SLUG, CALL } = process.env;
const patience = 20_000;
const redirectUri = "http://127.0.0.1:41234/callback";
const scope = "read write follow push";

// A newcomer's app.
const stranger = createRestAPIClient({ url });
const app = await stranger.v1.apps.create({ clientName: "masto.js", redirectUris: redirectUri, scopes: scope, website: "https://client.example" });
assert.ok(app.clientId && app.clientSecret);
const query = new URLSearchParams({ client_id: app.clientId, redirect_uri: redirectUri, response_type: "code", scope });
console.log(`authorize /oauth/authorize?${query}`);
const input = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const code = (await input.next()).value;
const oauth = createOAuthAPIClient({ url });
const token = await oauth.token.create({ grantType: "authorization_code", clientId: app.clientId, clientSecret: app.clientSecret, redirectUri, code, scope });
assert.equal(token.scope, scope);

const me = createRestAPIClient({ url, accessToken: token.accessToken });
const other = createRestAPIClient({ url, accessToken: OTHER_TOKEN });
const owner = createRestAPIClient({ url, accessToken: OWNER_TOKEN });
const unknown = createRestAPIClient({ url, accessToken: STRANGER_TOKEN });
const [self, theirs] = [await me.v1.accounts.verifyCredentials(), await other.v1.accounts.verifyCredentials()];
assert.equal(self.acct, "nora");
assert.equal((await me.v1.apps.verifyCredentials()).name, "masto.js");

// Listening: one socket, several streams.
const instance = await me.v2.instance.fetch();
const streaming = createStreamingAPIClient({ streamingApiUrl: instance.configuration.urls.streaming, accessToken: token.accessToken, retry: false });
const heard = { user: [], public: [], hashtag: [], notification: [] };
const streams = { user: streaming.user.subscribe(), public: streaming.public.local.subscribe(), hashtag: streaming.hashtag.subscribe({ tag: "WorkedIll" }), notification: streaming.user.notification.subscribe() };
for (const [name, stream] of Object.entries(streams)) {
  (async () => { for await (const event of stream) heard[name].push(event); })().catch((error) => heard[name].push({ event: "error", error }));
}

async function until(what, test) {
  for (const since = Date.now(); Date.now() - since < patience; await new Promise((next) => setTimeout(next, 25))) {
    const found = await test();
    if (found) return found;
  }
  assert.fail(`${what} did not come: ${JSON.stringify(heard)}`);
}
const hears = (name, event, id) => until(`${event} of ${id} on ${name}`, () => heard[name].find((one) => one.event === event && (one.payload === id || one.payload.id === id)));

// Nothing says that a subscription has begun, so something is said until it is heard everywhere.
let probes = 0;
await until("the first events", async () => {
  const probe = await me.v1.statuses.create({ status: `Is anybody there? #WorkedIll ${++probes}` });
  await me.v1.statuses.$select(probe.id).favourite();
  return heard.user.length && heard.public.length && heard.hashtag.length;
});

// A post with a picture.
const picture = await me.v2.media.create({ file: new Blob([png(64, 48)], { type: "image/png" }), description: "A striped square" });
assert.equal(picture.description, "A striped square");
const post = await me.v1.statuses.create({ status: "A day in bed #WorkedIll", mediaIds: [picture.id], visibility: "public", language: "en" });
assert.equal(post.mediaAttachments[0].id, picture.id);
assert.equal((await fetch(post.mediaAttachments[0].url)).status, 200);
assert.match(post.content, /hashtag/);
for (const name of ["user", "public", "hashtag"]) assert.equal((await hears(name, "update", post.id)).payload.account.acct, "nora");

// An answer to the call.
const figures = async () => (await fetch(`${url}/calls/${SLUG}.json`)).json();
const before = (await figures()).answered.people;
const answer = await me.v1.statuses.create({ status: "Me too", inReplyToId: CALL });
assert.equal(answer.inReplyToId, CALL);
await until("the answer", async () => (await figures()).answered.people === before + 1);

// The call says its number in every app: in its text, on its card, as figures; in streams too, and to her that she is counted.
const says = new RegExp(`\\b${before + 1} (person|people) answered`);
const told = await until("the number in the stream", () => heard.public.find((one) => one.event === "status.update" && one.payload.id === CALL && says.test(one.payload.card.title)));
assert.match(told.payload.content, says);
const asked = await me.v1.statuses.$select(CALL).fetch();
assert.match(asked.content, says);
assert.equal(asked.card.url, `${url}/calls/${SLUG}`);
assert.equal((await fetch(asked.card.image)).headers.get("content-type"), "image/png");
assert.equal(asked.call.slug, SLUG);
assert.equal(asked.call.answered.atLeast, before + 1);
const confirmed = (await me.v1.notifications.list({ types: ["update"] }))[0];
assert.equal(confirmed.status.id, CALL);
assert.ok(!(await other.v1.notifications.list()).some((one) => one.type === "update"));

// Edited, and its history.
const edited = await me.v1.statuses.$select(post.id).update({ status: "Two days in bed #WorkedIll", mediaIds: [picture.id] });
assert.match(edited.content, /Two days/);
assert.ok(edited.editedAt);
assert.equal((await me.v1.statuses.$select(post.id).history.list()).length, 2);
assert.equal((await me.v1.statuses.$select(post.id).source.fetch()).text, "Two days in bed #WorkedIll");
for (const name of ["user", "public", "hashtag"]) assert.match((await hears(name, "status.update", post.id)).payload.content, /Two days/);

// Somebody else likes, boosts, follows and answers; nora hears of it, and reads it.
assert.equal((await other.v1.statuses.$select(post.id).favourite()).favourited, true);
const boost = await other.v1.statuses.$select(post.id).reblog();
assert.equal(boost.reblog.id, post.id);
assert.equal((await other.v1.accounts.$select(self.id).follow()).following, true);
const reply = await other.v1.statuses.create({ status: "@nora get well soon", inReplyToId: post.id });
for (const type of ["favourite", "reblog", "follow", "mention"]) {
  for (const name of ["user", "notification"]) await until(`${type} on ${name}`, () => heard[name].find((one) => one.event === "notification" && one.payload.type === type && one.payload.account.acct === theirs.acct));
}
const notifications = await me.v1.notifications.list({ limit: 10 });
assert.deepEqual(notifications.slice(0, 4).map((one) => one.type), ["mention", "follow", "reblog", "favourite"]);
assert.deepEqual((await me.v1.notifications.list({ types: ["follow"] })).map((one) => one.type), ["follow"]);
const context = await me.v1.statuses.$select(post.id).context.fetch();
assert.deepEqual(context.descendants.map((one) => one.id), [reply.id]);
assert.deepEqual((await me.v1.statuses.$select(reply.id).context.fetch()).ancestors.map((one) => one.id), [post.id]);

// Her own deeds, and taking them back.
assert.equal((await me.v1.statuses.$select(reply.id).bookmark()).bookmarked, true);
assert.deepEqual((await me.v1.bookmarks.list()).map((one) => one.id), [reply.id]);
assert.equal((await me.v1.statuses.$select(reply.id).unbookmark()).bookmarked, false);
assert.equal((await me.v1.accounts.$select(theirs.id).follow()).following, true);
assert.equal((await me.v1.accounts.relationships.fetch({ id: [theirs.id] }))[0].followedBy, true);
const later = await other.v1.statuses.create({ status: "To those who follow me" });
await hears("user", "update", later.id);

// Pages, by the links that the server gives.
const written = [];
for (let i = 0; i < 5; i++) written.unshift((await me.v1.statuses.create({ status: `Number ${i} #counted` })).id);
for (const [name, list] of [["home", me.v1.timelines.home.list({ limit: 2 })], ["public", me.v1.timelines.public.list({ limit: 2, local: true })], ["tag", me.v1.timelines.tag.$select("counted").list({ limit: 2 })]]) {
  const seen = [];
  for await (const page of list) {
    assert.ok(page.length > 0 && page.length <= 2, name);
    seen.push(...page.map((one) => one.id));
    if (seen.length >= 5 && name !== "tag") break;
  }
  assert.deepEqual(seen.slice(0, 5), written, name);
  if (name === "tag") assert.equal(seen.length, 5, "the last page is the last");
}
const found = await me.v2.search.list({ q: "counted", type: "hashtags" });
assert.deepEqual(found.hashtags.map((one) => one.name.toLowerCase()), ["counted"]);

// Lists.
const list = await me.v1.lists.create({ title: "Night shift", repliesPolicy: "followed" });
assert.equal((await me.v1.lists.$select(list.id).update({ title: "Day shift", exclusive: true })).exclusive, true);
await me.v1.lists.$select(list.id).accounts.create({ accountIds: [theirs.id] });
assert.deepEqual((await me.v1.lists.$select(list.id).accounts.list()).map((one) => one.id), [theirs.id]);
assert.deepEqual((await me.v1.accounts.$select(theirs.id).lists.list()).map((one) => one.title), ["Day shift"]);
const listed = await other.v1.statuses.create({ status: "For the list" });
assert.equal((await me.v1.timelines.list.$select(list.id).list())[0].id, listed.id);
assert.ok(!(await me.v1.timelines.home.list()).some((one) => one.id === listed.id), "an exclusive list keeps its people out of home");
await me.v1.lists.$select(list.id).accounts.remove({ accountIds: [theirs.id] });
assert.deepEqual(await me.v1.lists.$select(list.id).accounts.list(), []);
await me.v1.lists.$select(list.id).remove();
assert.deepEqual(await me.v1.lists.list(), []);

// Filters, applied on the server.
const filter = await me.v2.filters.create({ title: "Lamps", context: ["home"], filterAction: "warn", keywordsAttributes: [{ keyword: "lamp", wholeWord: true }] });
const lamp = await other.v1.statuses.create({ status: "A lamp, and lamps" });
const dimmed = (await me.v1.timelines.home.list()).find((one) => one.id === lamp.id);
assert.deepEqual([dimmed.filtered[0].filter.id, dimmed.filtered[0].keywordMatches], [filter.id, ["lamp"]]);
const keyword = await me.v2.filters.$select(filter.id).keywords.create({ keyword: "torch" });
assert.equal((await me.v2.filters.keywords.$select(keyword.id).update({ keyword: "torches", wholeWord: true })).keyword, "torches");
assert.deepEqual((await me.v2.filters.$select(filter.id).keywords.list()).map((one) => one.keyword), ["lamp", "torches"]);
await me.v2.filters.keywords.$select(keyword.id).remove();
const single = await me.v2.filters.$select(filter.id).statuses.create({ statusId: lamp.id });
assert.equal((await me.v2.filters.statuses.$select(single.id).fetch()).statusId, lamp.id);
await me.v2.filters.statuses.$select(single.id).remove();
assert.equal((await me.v2.filters.$select(filter.id).update({ title: "Lights", context: ["home"], filterAction: "hide" })).title, "Lights");
assert.ok(!(await me.v1.timelines.home.list()).some((one) => one.id === lamp.id));
await me.v2.filters.$select(filter.id).remove();
assert.deepEqual(await me.v2.filters.list(), []);

// A poll, a post for later, a quote that is taken back.
const poll = (await other.v1.statuses.create({ status: "Which?", poll: { options: ["day", "night"], expiresIn: 3600 } })).poll;
const voted = await me.v1.polls.$select(poll.id).votes.create({ choices: [1] });
assert.deepEqual([voted.voted, voted.ownVotes, voted.votesCount], [true, [1], 1]);
assert.equal((await me.v1.polls.$select(poll.id).fetch()).options[1].votesCount, 1);
await assert.rejects(me.v1.polls.$select(poll.id).votes.create({ choices: [0] }), /already voted/);
const [soon, late] = [3_600_000, 7_200_000].map((away) => new Date(Date.now() + away).toISOString());
const planned = await me.v1.statuses.create({ status: "Later", scheduledAt: soon });
assert.equal(planned.scheduledAt, soon);
assert.equal((await me.v1.scheduledStatuses.$select(planned.id).update({ scheduledAt: late })).scheduledAt, late);
assert.deepEqual((await me.v1.scheduledStatuses.list()).map((one) => one.params.text), ["Later"]);
await me.v1.scheduledStatuses.$select(planned.id).remove();
assert.deepEqual(await me.v1.scheduledStatuses.list(), []);
const quote = await me.v1.statuses.create({ status: "She says it", quotedStatusId: lamp.id });
assert.deepEqual([quote.quote.state, quote.quote.quotedStatus.id], ["accepted", lamp.id]);
assert.deepEqual((await other.v1.statuses.$select(lamp.id).quotes.list()).map((one) => one.id), [quote.id]);
assert.equal((await other.v1.statuses.$select(lamp.id).quotes.$select(quote.id).revoke()).quote.state, "revoked");
assert.ok((await other.v1.statuses.$select(lamp.id).interactionPolicy.update({ quoteApprovalPolicy: "nobody" })).quoteApproval);

// Notifications in groups, and what strangers have to ask for.
const liked = await me.v1.statuses.create({ status: "Like me" });
for (const one of [other, owner]) await one.v1.statuses.$select(liked.id).favourite();
const grouped = await me.v2.notifications.list();
const group = grouped.notificationGroups.find((one) => one.type === "favourite" && one.statusId === liked.id);
assert.deepEqual([group.notificationsCount, group.sampleAccountIds.length], [2, 2]);
assert.ok(grouped.accounts.some((one) => one.id === theirs.id) && grouped.statuses.some((one) => one.id === liked.id));
assert.equal((await me.v2.notifications.$select(group.groupKey).fetch()).notificationGroups[0].groupKey, group.groupKey);
assert.equal((await me.v2.notifications.$select(group.groupKey).accounts.list()).length, 2);
assert.ok((await me.v2.notifications.unreadCount.fetch()).count >= 1);
await me.v2.notifications.$select(group.groupKey).dismiss();
assert.ok(!(await me.v2.notifications.list()).notificationGroups.some((one) => one.groupKey === group.groupKey));
assert.equal((await me.v2.notifications.policy.update({ forNotFollowing: "filter" })).forNotFollowing, "filter");
await unknown.v1.statuses.create({ status: "@nora from a stranger" });
const [request] = await me.v1.notifications.requests.list();
assert.deepEqual([request.account.acct, request.notificationsCount], ["stina", "1"]);
assert.equal((await me.v1.notifications.requests.$select(request.id).fetch()).id, request.id);
await me.v1.notifications.requests.$select(request.id).accept();
assert.deepEqual(await me.v1.notifications.requests.list(), []);
assert.ok((await me.v1.notifications.list({ types: ["mention"] })).some((one) => one.account.acct === "stina"));
assert.equal((await me.v2.notifications.policy.update({ forNotFollowing: "accept" })).forNotFollowing, "accept");

// Where to push to (the receiver's key and secret are RFC 8291's example).
const keys = { p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth: "BTBZMqHH6r4Tts7J_aSIgg" };
await assert.rejects(me.v1.push.subscription.fetch());
const pushed = await me.v1.push.subscription.create({ subscription: { endpoint: "https://push.example/nora", keys }, data: { alerts: { mention: true } } });
assert.deepEqual([pushed.alerts.mention, pushed.serverKey], [true, instance.configuration.vapid.publicKey]);
assert.equal((await me.v1.push.subscription.update({ data: { alerts: { follow: true } } })).alerts.follow, true);
assert.equal((await me.v1.push.subscription.fetch()).endpoint, "https://push.example/nora");
await me.v1.push.subscription.remove();
await assert.rejects(me.v1.push.subscription.fetch());

// Conversations.
const letter = await other.v1.statuses.create({ status: "@nora only you", visibility: "direct" });
const [talk] = await me.v1.conversations.list();
assert.deepEqual([talk.lastStatus.id, talk.unread, talk.accounts[0].id], [letter.id, true, theirs.id]);
assert.equal((await me.v1.conversations.$select(talk.id).read()).unread, false);
await me.v1.conversations.$select(talk.id).remove();
assert.deepEqual(await me.v1.conversations.list(), []);

// What the owner tells all.
const [announcement] = await me.v1.announcements.list();
assert.match(announcement.content, /closed on Sunday/);
await me.v1.announcements.$select(announcement.id).reactions.$select("🎉").update();
assert.deepEqual((await me.v1.announcements.list())[0].reactions.map((one) => [one.name, one.count, one.me]), [["🎉", 1, true]]);
await me.v1.announcements.$select(announcement.id).reactions.$select("🎉").remove();
await me.v1.announcements.$select(announcement.id).dismiss();
assert.ok((await me.v1.announcements.list()).every((one) => one.read));

// What one shows and keeps of people and hashtags.
const featured = await me.v1.featuredTags.create({ name: "WorkedIll" });
assert.deepEqual((await me.v1.featuredTags.list()).map((one) => one.id), [featured.id]);
await me.v1.featuredTags.$select(featured.id).remove();
assert.equal((await me.v1.accounts.$select(theirs.id).note.create({ comment: "from the canteen" })).note, "from the canteen");
assert.equal((await me.v1.tags.$select("WorkedIll").follow()).following, true);
assert.deepEqual((await me.v1.followedTags.list()).map((one) => one.name.toLowerCase()), ["workedill"]);
assert.equal((await me.v1.tags.$select("WorkedIll").unfollow()).following, false);

// A report, and what the owner does about it.
const reported = await me.v1.reports.create({ accountId: theirs.id, statusIds: [lamp.id], comment: "Too bright", category: "spam" });
assert.deepEqual([reported.targetAccount.id, reported.statusIds], [theirs.id, [lamp.id]]);
await assert.rejects(async () => { await me.v1.admin.reports.list(); }, (error) => error.statusCode === 403);
assert.deepEqual((await owner.v1.admin.reports.list()).map((one) => [one.id, one.comment]), [[reported.id, "Too bright"]]);
const tended = owner.v1.admin.reports.$select(reported.id);
assert.equal((await tended.assignToSelf()).assignedAccount.account.acct, "owner");
assert.equal((await tended.unassign()).assignedAccount, null);
const judged = owner.v1.admin.accounts.$select(theirs.id);
await judged.action.create({ type: "silence", text: "Too bright", reportId: reported.id });
assert.equal((await judged.fetch()).silenced, true);
assert.ok((await other.v1.notifications.list()).some((one) => one.type === "moderation_warning"));
assert.equal((await judged.unsilence()).silenced, false);
assert.equal((await tended.fetch()).actionTaken, true);
assert.equal((await tended.reopen()).actionTaken, false);
assert.equal((await tended.resolve()).actionTaken, true);
assert.ok((await owner.v2.admin.accounts.list({ origin: "local", status: "active" })).some((one) => one.username === "nora"));
for (const [kept, more] of [["domainBlocks", { severity: "silence" }], ["domainAllows", {}], ["emailDomainBlocks", {}]]) {
  const made = await owner.v1.admin[kept].create({ domain: "loud.example", ...more });
  assert.equal((await owner.v1.admin[kept].$select(made.id).fetch()).domain, "loud.example", kept);
  await owner.v1.admin[kept].$select(made.id).remove();
  assert.deepEqual(await owner.v1.admin[kept].list(), [], kept);
}

// Deleted; and a stream that was left is silent.
streams.hashtag.unsubscribe();
const last = await me.v1.statuses.create({ status: "Soon gone #WorkedIll" });
await hears("public", "update", last.id);
await me.v1.statuses.$select(last.id).remove();
for (const name of ["user", "public"]) assert.equal((await hears(name, "delete", last.id)).payload, last.id);
assert.ok(!heard.hashtag.some((one) => one.payload?.id === last.id));
assert.equal(Object.values(heard).flat().filter((one) => one.event === "error").length, 0);

// Signing out.
streaming.close();
await oauth.revoke({ clientId: app.clientId, clientSecret: app.clientSecret, token: token.accessToken });
await assert.rejects(me.v1.accounts.verifyCredentials(), /invalid/);
console.log("done");
process.exit(0);

/** A picture of stripes: PNG, 8 bits of red, green and blue. */
function png(width, height) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (1 + width * 3) + 1 + x * 3] = (x % 8) * 30;
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}
