import path from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { descriptions, openApiDocument } from "@/app/openapi/document";
import { routesFound } from "../e2e/attacks/doors";

const METHODS = /^(GET|POST|PUT|PATCH|DELETE) /;
/** What is no route of its own, and the document itself does not speak of. */
const UNTOLD = ["/api/[...path]", "/api/preflight"];

const document = openApiDocument();

describe("the document of the API", () => {
  it("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it("tells of every route in the tree, and of no other", () => {
    const found = routesFound().filter((route) => {
      const [, address = ""] = route.split(" ");
      return address.startsWith("/api/") && !UNTOLD.includes(address);
    });
    expect(Object.keys(descriptions).sort()).toEqual(found.sort());
    const told = Object.entries(document.paths).flatMap(([address, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${address}`),
    );
    expect(told.sort()).toEqual(found.map((route) => route.replace(/\[(\w+)\]/g, "{$1}")).sort());
  });

  it("calls everything by a name of its own", () => {
    const names = Object.values(descriptions).map(({ name }) => name);
    expect(names.length).toBe(new Set(names).size);
  });

  it.each(Object.entries(descriptions))(
    "says of %s who may ask, and what for, as it is",
    async (route, told) => {
      const [, address = ""] = route.split(" ");
      const [method = ""] = METHODS.exec(route) ?? [];
      const file: Record<string, { terms: Record<string, unknown> }> = await import(
        path.resolve(`app${address}/route.ts`)
      );
      const { hasOwnLimit = false, isOfPrograms = false, scope } = file[method.trim()]?.terms ?? {};
      const isKnownToNobody = told.by === "programs" || told.name === "openApi";
      expect({ scope, isOfPrograms }).toEqual({ scope: told.scope, isOfPrograms: isKnownToNobody });
      // A search is counted as a request, and as a search.
      if (hasOwnLimit && told.by !== "nobody") expect(told.limit).toBeDefined();
    },
  );

  it("says what every parameter is, and leaves none of an address out", () => {
    for (const [address, methods] of Object.entries(document.paths))
      for (const { parameters, operationId } of Object.values(methods)) {
        const inPath = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
        expect([operationId, inPath]).toEqual([
          operationId,
          [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
        ]);
        for (const { name, schema } of parameters)
          expect([operationId, name, Object.keys(schema).length > 0]).toEqual([operationId, name, true]);
      }
  });
});
