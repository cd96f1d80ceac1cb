-- A call's posts of this server, newest first: what its page shows of stories, answers and conversation.
CREATE INDEX post_calls_call ON post_calls (call, post);
