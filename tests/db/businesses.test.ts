import { describe, expect, it } from "vitest";
import {
  BUSINESSES_PAGE_SIZE,
  businessById,
  businessBySlug,
  listBusinesses,
  listCategories,
} from "@/db/businesses";
import { businesses } from "@/db/schema";
import { castAlone } from "../support/cast";

describe("the directory", () => {
  it.each([
    ["coffee", ["Harbor Coffee"]],
    ["HARB", ["Harbor Coffee"]],
    ["coffee harbor", ["Harbor Coffee"]],
    ["tea", []],
    ["  ", ["Harbor Coffee"]],
  ])("finds for %j %j", async (search, names) => {
    const { db } = await castAlone();
    expect((await listBusinesses(db, { search })).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ["quotes", "' or 1=1 --"],
    ["operators", "coffee & | ! ( ) <->"],
    ["a prefix of nothing", ":*"],
    ["a word without end", "a".repeat(10_000)],
    ["words without end", "x ".repeat(10_000)],
    ["wildcards", "%_\\"],
  ])("[S24] reads %s as words only", async (_, search) => {
    const { db } = await castAlone();
    await expect(listBusinesses(db, { search })).resolves.toBeInstanceOf(Array);
  });

  it("is in pages by name, each business once", async () => {
    const { db } = await castAlone();
    const twins = Array.from({ length: BUSINESSES_PAGE_SIZE }, (_, n) => ({
      slug: `twin-${n}`,
      name: "Twin",
    }));
    await db.insert(businesses).values(twins);
    const first = await listBusinesses(db, {});
    const after = first.at(-1);
    const second = await listBusinesses(db, { after });
    expect([first.length, second.length]).toEqual([BUSINESSES_PAGE_SIZE, 1]);
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(BUSINESSES_PAGE_SIZE + 1);
  });

  it("has each category once, in order, and shows those of one", async () => {
    const { db } = await castAlone();
    await db.insert(businesses).values(
      [
        ["Northside Bikes", "Repairs"],
        ["Second Spark", "Repairs"],
        ["Luna Noodle Bar", "Food and drink"],
      ].map(([name = "", category = ""], n) => ({ slug: `shop-${n}`, name, category })),
    );
    expect(await listCategories(db)).toEqual(["Food and drink", "Repairs"]);
    const namesIn = async (wanted: { category: string; search?: string }) =>
      (await listBusinesses(db, wanted)).map(({ name }) => name);
    expect(await namesIn({ category: "Repairs" })).toEqual(["Northside Bikes", "Second Spark"]);
    expect(await namesIn({ category: "Repairs", search: "spark" })).toEqual(["Second Spark"]);
    expect(await namesIn({ category: "Repairs%" })).toEqual([]);
  });

  it("has no category where nobody has one", async () => {
    const { db } = await castAlone();
    expect(await listCategories(db)).toEqual([]);
  });

  it("knows a business by its slug", async () => {
    const { db, businessId: id } = await castAlone();
    const slug = (await businessById(db, id))?.slug ?? "";
    expect(await businessBySlug(db, slug)).toMatchObject({ id, name: "Harbor Coffee", about: "" });
    expect(await businessBySlug(db, "nobody")).toBeNull();
  });
});
