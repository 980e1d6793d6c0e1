import { drizzle } from "drizzle-orm/vercel-postgres";

/**
 * What a query of the product does in the database, when it is run with its own values: `nodes`, each step of the
 * plans of its statements, and `pages`, those of 8 kB they looked at. Unlike time they are the same on any machine.
 */
export async function planOf(pool, ask) {
  const sent = [];
  await ask(drizzle(pool, { logger: { logQuery: (text, values) => void sent.push({ text, values }) } }));
  if (sent.length === 0) throw new Error("a statement was to be sent");
  const plans = [];
  for (const { text, values } of sent)
    plans.push(planIn(await pool.query(`explain (analyze, buffers, format json) ${text}`, values)));
  return {
    nodes: plans.flatMap(({ nodes }) => nodes),
    pages: plans.reduce((all, { pages }) => all + pages, 0),
  };
}

/** The same, of the answer to an `explain` of one's own. */
export function planIn({ rows }) {
  const [{ Plan: top }] = rows[0]["QUERY PLAN"];
  return { nodes: flatten(top), pages: top["Shared Hit Blocks"] + top["Shared Read Blocks"] };
}

function flatten(node) {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
