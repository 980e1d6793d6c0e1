import { describe, expect, it } from "vitest";
import { htmlWords } from "@/lib/server/mail-in/html-words";
import { ANSWER_ABOVE, ownWords } from "@/lib/server/mail-in/own-words";

const quoted = `${ANSWER_ABOVE} Write your answer above this line\n\nA message you have not read`;
const marked = quoted.replace(/^/gm, "> ");

describe("what somebody wrote in answer to a mail", () => {
  it.each([
    [
      "Gmail in English",
      `Yes, at four.\n\nOn Sat, Nov 21, 2026 at 10:00 AM Harbor Coffee <\nreply+abc@mail.example.com> wrote:\n\n${marked}`,
    ],
    [
      "Gmail in Spanish",
      `Yes, at four.\n\nEl sáb, 21 nov 2026 a las 10:00, Harbor Coffee (<reply+abc@example.com>)\nescribió:\n\n${marked}`,
    ],
    [
      "Gmail in Arabic",
      `Yes, at four.\n\n\u202bفي السبت، 21 نوفمبر 2026 في 10:00 ص تمت كتابة ما يلي بواسطة \u202aHarbor\u202c\u200f <\u202areply@example.com\u202c\u200f>:\u202c\n\n${marked}`,
    ],
    [
      "Outlook in English",
      `Yes, at four.\n\n________________________________\nFrom: Harbor Coffee <chat@example.com>\nSent: Saturday, November 21, 2026\nTo: Maya\nSubject: A new message\n\n${quoted}`,
    ],
    [
      "Outlook in Spanish",
      `Yes, at four.\n\nDe: Harbor Coffee <chat@example.com>\nEnviado: sábado, 21 de noviembre\nPara: Maya\nAsunto: Un mensaje\n\nHola`,
    ],
    [
      "Outlook in Arabic",
      `Yes, at four.\n\nمن: Harbor Coffee <chat@example.com>\nتم الإرسال: السبت\nإلى: Maya\nالموضوع: رسالة\n\nمرحبا`,
    ],
    ["an older Outlook", `Yes, at four.\n\n-----Original Message-----\nFrom: Harbor\n\nHello`],
    [
      "Apple Mail in English",
      `Yes, at four.\n\n> On 21 Nov 2026, at 10:00, Harbor Coffee <chat@example.com> wrote:\n> \n${marked}`,
    ],
    [
      "Apple Mail in Spanish",
      `Yes, at four.\nEnviado desde mi iPhone\n\n> El 21 nov 2026, a las 10:00, Harbor Coffee escribió:\n> \n> Hola`,
    ],
    ["Apple Mail in Arabic", `Yes, at four.\n\nفي ٢١ نوفمبر ٢٠٢٦، الساعة ١٠:٠٠، Harbor كتب:\n\n> مرحبا`],
    ["a program that quotes without a mark", `Yes, at four.\n\n${quoted}`],
    ["Windows line ends and a signature", `Yes, at four.\r\n\r\n-- \r\nMaya\r\n+49 123\r\n\r\n> Hello`],
    ["a phone", `Yes, at four.\n\nSent from my iPhone\n\nOn 21 Nov, Harbor wrote:\n\n> Hello`],
    ["an answer below the quote", `On 21 Nov 2026, Harbor wrote:\n> Are you coming?\n\nYes, at four.`],
  ])("is left by %s", (_, text) => {
    expect(ownWords(text)).toBe("Yes, at four.");
  });

  it("keeps what is quoted between answers, and sentences that only look like heads", () => {
    const between = "First this:\n> When?\nAt four.\n> Where?\nAt the harbour.";
    expect(ownWords(`${between}\n\nOn 21 Nov, Harbor wrote:\n> all`)).toBe(between);
    const sister = "On Monday my sister wrote:\nshe comes too";
    expect(ownWords(sister)).toBe(sister);
    expect(ownWords("From: the harbour\nTo: the hill")).toBe("From: the harbour\nTo: the hill");
    expect(ownWords("-- \nMaya")).toBe("");
    expect(ownWords(marked)).toBe("");
  });

  it("is found in time, whatever is written", () => {
    const began = performance.now();
    for (const text of [
      "> ".repeat(400_000),
      `On ${"a ".repeat(400_000)}`,
      "\n".repeat(800_000),
      "On a\n".repeat(150_000),
    ])
      ownWords(text);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe("the words of a mail in HTML", () => {
  it("are those that are seen, each paragraph for itself", () => {
    const html =
      "<style>p{}</style><title>x</title><p>Hello <b>there</b>&nbsp;&amp; you,</p><p>line<br>next</p><script>1</script><img src=x>";
    expect(htmlWords(html, { isAnswer: false })).toBe("Hello there & you,\n\nline\nnext");
  });

  it.each([
    [
      "Gmail",
      '<div dir="ltr">Yes, at four.</div><br><div class="gmail_quote gmail_quote_container"><div class="gmail_attr">On Sat wrote:<br></div><blockquote>Old</blockquote></div>',
    ],
    [
      "Outlook",
      '<div>Yes, at four.</div><hr><div id="divRplyFwdMsg"><b>From:</b> Harbor</div><div>Old</div>',
    ],
    [
      "Apple Mail",
      '<div>Yes, at four.</div><div><br><blockquote type="cite"><div>On Sat, Harbor wrote:</div><br><img>Old</blockquote></div>',
    ],
    [
      "Thunderbird",
      '<p>Yes, at four.</p><div class="moz-cite-prefix">On Sat, Harbor wrote:<br></div><blockquote type="cite">Old</blockquote>',
    ],
  ])("are without what %s quotes, in an answer alone", (_, html) => {
    expect(ownWords(htmlWords(html, { isAnswer: true }))).toBe("Yes, at four.");
    expect(htmlWords(html, { isAnswer: false })).toContain("Old");
  });

  it("are refused past so many elements in each other", () => {
    const nested = (deep: number) => htmlWords(`${"<div>".repeat(deep)}Hello`, { isAnswer: true });
    expect(nested(1_000)).toBe("Hello");
    expect(() => nested(1_001)).toThrow("bad-command");
    expect(htmlWords(`${"<div>a<br></div>".repeat(2_000)}`, { isAnswer: true })).toContain("a");
  });
});
