import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { sensitiveIn } from "@/lib/sensitive";

/** Numbers that the networks and banks publish for trials. */
const cards = {
  visa: "4111 1111 1111 1111",
  "visa of 19": "4000 0000 0000 0000 063",
  mastercard: "5555-5555-5555-4444",
  "mastercard of the new range": "2223003122003222",
  amex: "3782 822463 10005",
  diners: "3056 930902 5904",
  discover: "6011111111111117",
  jcb: "3530 1113 3330 0000",
  unionpay: "6200 0000 0000 0005",
  maestro: "6759 6498 2643 8453",
};
const ibans = {
  Germany: "DE89 3704 0044 0532 0130 00",
  Spain: "ES9121000418450200051332",
  "Saudi Arabia": "SA03 8000 0000 6080 1016 7519",
  France: "FR14 2004 1010 0505 0001 3M02 606",
  "the United Kingdom": "gb29 nwbk 6016 1331 9268 19",
  Norway: "NO93-8601-1117-947",
  Malta: "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
};

describe("a card number", () => {
  it.each(Object.entries(cards))(
    "of %s is noticed, however it is written and wherever it stands",
    (_, number) => {
      const digits = number.replace(/\D/g, "");
      for (const text of [
        number,
        digits,
        `My card is ${number}.`,
        `${digits} 12/27 123`,
        `(${number})`,
        `Card:${digits}`,
        `卡号${digits}`,
        `a\n${number}\nb`,
      ])
        expect(sensitiveIn(text), text).toBe("card");
    },
  );

  it("is noticed beside other numbers, and in the digits of Arabic and Persian", () => {
    expect(sensitiveIn("12 4111 1111 1111 1111 27")).toBe("card");
    expect(sensitiveIn("٤١١١ ١١١١ ١١١١ ١١١١")).toBe("card");
    expect(sensitiveIn("بطاقتي ۴۱۱۱۱۱۱۱۱۱۱۱۱۱۱۱")).toBe("card");
    expect(sensitiveIn("4111\u00a01111\u20111111\u20131111")).toBe("card");
  });

  it("is none when one digit is another", () => {
    const wrong = fc.tuple(
      fc.constantFrom(...Object.values(cards)),
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
    );
    fc.assert(
      fc.property(wrong, ([number, at, more]) => {
        const digits = [...number.replace(/\D/g, "")];
        const place = at % digits.length;
        const other = digits.with(place, String((Number(digits[place]) + more) % 10));
        expect(sensitiveIn(other.join(""))).toBeNull();
      }),
    );
  });

  it("is found in any text around it that is words", () => {
    const words = fc.string({ unit: fc.constantFrom(..."abc xyz ü你\n!?"), maxLength: 60 });
    fc.assert(
      fc.property(words, words, fc.constantFrom(...Object.values(cards)), (before, after, number) => {
        expect(sensitiveIn(`${before} ${number} ${after}`)).toBe("card");
      }),
    );
  });
});

describe("an IBAN", () => {
  it.each(Object.entries(ibans))(
    "of %s is noticed, however it is written and wherever it stands",
    (_, number) => {
      for (const text of [
        number,
        number.replace(/[ -]/g, ""),
        `IBAN: ${number}, thanks`,
        `to ${number} please`,
      ])
        expect(sensitiveIn(text), text).toBe("iban");
    },
  );

  it("is none when a letter or digit is another, or the word goes on", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(ibans)),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (number, at, more) => {
          const letters = [...number.replace(/[ -]/g, "")];
          const digits = [...letters.keys()].filter((place) => /\d/.test(letters[place] ?? ""));
          const place = digits[at % digits.length] ?? 2;
          const other = letters.with(place, String((Number(letters[place]) + more) % 10));
          expect(sensitiveIn(other.join(""))).toBeNull();
        },
      ),
    );
    expect(sensitiveIn(`${ibans.Spain}7`)).toBeNull();
    expect(sensitiveIn(`X${ibans.Spain}`)).toBeNull();
  });
});

describe("no alarm", () => {
  it.each([
    "Order 2026-1121-0042-7781 has not come",
    "My order number is 100234567890123",
    "+49 170 4111 1111 1111 11",
    "Call +351 912 345 678 or 00351912345678",
    "IMEI 352099001761481",
    "EAN 4006381333931",
    "Tracking 1Z 999 AA1 01 2345 6784, JJD000390007827461234",
    "1234 5678 9012 3456",
    "0000 0000 0000 0000",
    "https://shop.example/o/4111111111111111?x=1",
    "It was 2026-11-21 13:45:00, and 20261121134500 in the file",
    "550e8400-e29b-41d4-a716-446655440000",
    "GB 20 people, DE 10115 Berlin",
    "3.1415926535897932384",
  ])("for %s", (text) => {
    expect(sensitiveIn(text)).toBeNull();
  });

  it("for telephone numbers, wherever they are", () => {
    const phone = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1e6, max: 1e12 }));
    fc.assert(
      fc.property(phone, ([country, number]) => {
        expect(sensitiveIn(`Call +${country}${number}`)).toBeNull();
        expect(sensitiveIn(`Call +${country} ${number}`)).toBeNull();
      }),
    );
  });

  it("for the longest texts, which are looked through once", () => {
    for (const unit of ["1", "1 ", "4111 ", "DE89 ", "DE89", "1-", "a1", "+1"])
      expect(sensitiveIn(unit.repeat(BODY_LENGTH_MAX / unit.length))).toBeNull();
  });
});
