/**
 * How far the version of every conversation jumps: more than was ever done in one between a backup and its restoring, and
 * more than anybody may have missed (`CHANGES_MAX`), so that whoever knows of what is lost is told to begin anew, and
 * however much is said before they come back.
 */
const REV_JUMP = 1_000_000;
/** What was planned for a time that is over waits so much longer, for its writers to look at. */
const PUT_OFF = "1 day";

/**
 * After a database became an older self: what happened between is lost there, but not in the world. Browsers know
 * versions that are not any more; people were told what is to be told; who signed out, was removed or opened a secret
 * did so. Resolves to how much was changed, by what.
 */
export async function reckonWithLostTime(client) {
  const counts = {};
  await client.query("begin");
  for (const [what, statement] of Object.entries(STATEMENTS)) {
    counts[what] = (await client.query(statement)).rowCount;
  }
  await client.query("commit");
  return counts;
}

const STATEMENTS = {
  // Told of as far as it goes: who was to be told has been, or looks at it anew.
  conversations: `update conversations set rev = rev + ${REV_JUMP},
    told_seq = last_seq, told_rev = rev + ${REV_JUMP}, told_work_rev = work_rev`,
  // Mails and pushes go out once at most.
  notifications: `update jobs set given_up_at = now(), failure = 'restored from a backup'
    where given_up_at is null and run_at <= now()`,
  tellings: `update post_deliveries set state = 'failed', failure = 'restored from a backup'
    where state in ('waiting', 'sending')`,
  posts: "update posts set asked_at = now() where state = 'published' and asked_at is null",
  planned: `update posts set publish_at = now() + interval '${PUT_OFF}'
    where state = 'planned' and publish_at <= now()`,
  later: `update later_messages set send_at = now() + interval '${PUT_OFF}'
    where state = 'waiting' and send_at <= now()`,
  // Of which nobody knows whether they were opened since: what is gone once must not be there again.
  secrets: "update secrets set expires_at = now(), remove_at = now() where remove_at > now()",
  // Of which nobody knows whether they ended since. A guest has no other way to come back.
  signIns: `update sessions set expires_at = now() where expires_at > now()
    and user_id in (select id from users where email is not null)`,
};
