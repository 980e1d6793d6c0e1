import { type SQL, sql } from "drizzle-orm";
import type { FailureKind, SettledKind } from "../lib/failures";
import { JOB_LEASE_MS } from "../lib/notification";

/** Written as in the indexes by which they are found. */
export const HAS_FAILED = "failure is not null";
export const DELIVERY_HAS_FAILED = "state = 'failed' or (state = 'waiting' and tries > 0)";
export const TELLING_HAS_FAILED = "state = 'failed' or (state = 'waiting' and failure is not null)";
export const IS_FAILING = "failing_since is not null";

/** Where what failed of a kind stands. `at` and `id` are its place in the list. */
interface Source {
  table: string;
  where: string;
  at: string;
  id: string;
  /** The rest of a line, of `x`. */
  columns: string;
  joins: string;
}

const jobs = (kind: string): Source => ({
  ...{ table: "jobs", where: `kind = '${kind}' and ${HAS_FAILED}`, at: "x.created_at", id: "x.id::text" },
  columns: `x.tries, x.failure as why, case when x.given_up_at is null then x.run_at end as next_at, b.name, split_part(w.url, '/', 3) as host`,
  joins: `left join conversations c on c.id = x.conversation_id left join webhooks w on w.id = x.webhook_id
    left join businesses b on b.id = coalesce(c.business_id, w.business_id)`,
});

const tellings = (way: string): Source => ({
  ...{ table: "post_deliveries", where: `way = '${way}' and (${TELLING_HAS_FAILED})` },
  ...{ at: "x.created_at", id: "x.post_id::text || '.' || x.user_id::text" },
  columns: `x.tries, x.failure as why, case when x.state = 'waiting' then x.run_at end as next_at, b.name, null as host`,
  joins: "left join posts p on p.id = x.post_id left join businesses b on b.id = p.business_id",
});

const deliveries: Source = {
  ...{ table: "webhook_deliveries", where: `(${DELIVERY_HAS_FAILED})`, at: "x.created_at", id: "x.id::text" },
  columns: `x.tries, coalesce(x.failure, x.status::text) as why, case when x.state = 'waiting' then x.next_at end as next_at,
    b.name, split_part(w.url, '/', 3) as host`,
  joins: "join webhooks w on w.id = x.webhook_id join businesses b on b.id = w.business_id",
};

const bots: Source = {
  ...{ table: "bots", where: IS_FAILING, at: "x.failing_since", id: "x.business_id::text" },
  columns: `null as tries, x.failure as why, null as next_at, b.name, split_part(x.url, '/', 3) as host`,
  joins: "join businesses b on b.id = x.business_id",
};

export const sources: Record<FailureKind, Source> = {
  mail: jobs("mail"),
  push: jobs("push"),
  "webhook-mail": jobs("webhook"),
  delivery: deliveries,
  "post-mail": tellings("mail"),
  "post-push": tellings("push"),
  bot: bots,
};

/** How what failed is tried again now, or forgotten. */
interface Settling {
  /** What nobody has in hand: that would be done twice, or be there again once it is done. */
  isFree: SQL;
  retry: SQL;
  /** What a repeat might do a second time: nobody knows whether it went out. */
  mayRetry: SQL;
}

const lease = sql`${JOB_LEASE_MS} * interval '1 ms'`;
/** Whoever has a job in hand put it off by the lease, and no further. */
const job: Settling = {
  isFree: sql`(given_up_at is not null or run_at > now() + ${lease})`,
  retry: sql`run_at = now(), given_up_at = null, tries = 0`,
  mayRetry: sql`true`,
};
const telling: Settling = {
  isFree: sql`state <> 'sending'`,
  retry: sql`state = 'waiting', run_at = now()`,
  mayRetry: sql`failure is distinct from 'unknown'`,
};
export const settlings: Record<SettledKind, Settling> = {
  ...{ mail: job, push: job, "webhook-mail": job, "post-mail": telling, "post-push": telling },
  delivery: {
    isFree: sql`state <> 'sending'`,
    retry: sql`state = 'waiting', next_at = now()`,
    mayRetry: sql`exists (select from webhooks w where w.id = webhook_id and w.disabled_at is null)`,
  },
};
