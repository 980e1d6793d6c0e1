import { describe, expect, it } from "vitest";
import { heapsOfAlike } from "@/lib/alike";

const gather = (bodies: string[]) =>
  heapsOfAlike(bodies.map((body) => ({ body }))).map((heap) => heap.map(({ body }) => body));

describe("what is asked", () => {
  it("is put together where it asks much the same, the most asked first", () => {
    const [sunday, milk, dogs] = [
      ["When do you open on Sunday?", "are you open sunday", "What time do you open on Sundays?"],
      ["Do you have oat milk?", "is there oat milk again"],
      ["Are dogs allowed?"],
    ];
    const mixed = [dogs[0], milk[0], sunday[0], sunday[1], milk[1], sunday[2]].flatMap((each) => each ?? []);
    expect(gather(mixed)).toEqual([sunday, milk, dogs]);
  });

  it("is told apart in any language and script, whatever marks and cases it is written in", () => {
    expect(gather(["¿Abren los domingos?", "¿Tienen leche?", "A QUE HORA ABREN EL DOMINGO"])).toEqual([
      ["¿Abren los domingos?", "A QUE HORA ABREN EL DOMINGO"],
      ["¿Tienen leche?"],
    ]);
    expect(gather(["هل تفتحون يوم الأحد؟", "كم السعر؟", "متى تفتحون الأحد"])).toEqual([
      ["هل تفتحون يوم الأحد؟", "متى تفتحون الأحد"],
      ["كم السعر؟"],
    ]);
  });

  it("is a heap of its own where there is nothing to compare", () => {
    expect(gather([])).toEqual([]);
    expect(gather(["???", "👍", "Hello"])).toEqual([["???"], ["👍"], ["Hello"]]);
  });

  it("is one heap where fifty ask it in three ways", () => {
    const ways = ["When will the new glazes be back?", "when are new glazes back", "New glazes back soon?"];
    const asked = Array.from({ length: 50 }, (_, n) => ways[n % ways.length] ?? "");
    expect(gather(asked).map((heap) => heap.length)).toEqual([50]);
  });
});
