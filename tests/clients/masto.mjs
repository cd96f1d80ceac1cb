// masto.js against a running server: everything that somebody does with an app, from registering it to listening.
// Environment: URL, OTHER_TOKEN (somebody else's token), SLUG and CALL (a call's slug and its post's id). Writes "authorize ADDRESS" and reads the code; writes "done" at the end.

import assert from "node:assert/strict";
import { createInterface } from "node:readline";
import { deflateSync, crc32 } from "node:zlib";
import { createOAuthAPIClient, createRestAPIClient, createStreamingAPIClient } from "masto";

const { URL: url, OTHER_TOKEN, SLUG, CALL } = process.env;
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
