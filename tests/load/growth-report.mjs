import { figure, table } from "./table.mjs";

const GIGABYTE = 2 ** 30;

/**
 * The tables of a run: `measured` is a result for each size, the smallest first. A read is flat when it never looks
 * at more pages than its bound, which knows nothing of the size.
 */
export function growthReport(measured) {
  const [first] = measured;
  const sizes = measured.map(({ messages }) => figure(messages));
  const line = (name, of, digits) => {
    const numbers = measured.map(of);
    return [name, ...numbers.map((number) => figure(number, digits)), ratio(numbers)];
  };
  const reads = first.reads.map(({ name, pagesMax }, n) => {
    const pages = measured.map(({ reads }) => reads[n].pages);
    const isFlat = pages.every((each) => each <= pagesMax);
    const times = measured.map(({ reads }) => reads[n].p50);
    return { isFlat, pages, cells: [name, ...pages, ratio(pages), pagesMax, isFlat ? "yes" : "no"], times };
  });
  const tables = [
    table(
      ["sending", ...sizes, "ratio"],
      [
        line("through the rooms: messages/s", ({ sending }) => sending.perSecond, 0),
        line("through the rooms: p50 ms", ({ sending }) => sending.p50, 2),
        line("through the rooms: Postgres µs", ({ sending }) => sending.postgresMicroseconds, 0),
        ...["inTime", "atRandom"].flatMap((ids) => [
          line(`${IDS[ids]}: pages`, ({ storing }) => storing[ids].pages, 1),
          line(`${IDS[ids]}: Postgres µs`, ({ storing }) => storing[ids].microseconds, 0),
          line(`${IDS[ids]}: bytes of log`, ({ storing }) => storing[ids].logBytes, 0),
        ]),
      ],
    ),
    table(
      ["reading: pages of 8 kB", ...sizes, "ratio", "at most", "flat"],
      reads.map(({ cells }) => cells),
    ),
    table(
      ["reading: p50 ms", ...sizes, "ratio"],
      reads.map(({ cells: [name], times }) => [name, ...times.map((ms) => figure(ms, 2)), ratio(times)]),
    ),
    table(
      ["filling", ...sizes],
      [
        ["conversations", ...measured.map(({ conversations }) => figure(conversations))],
        ["seconds", ...measured.map(({ seconds }) => figure(seconds, 1))],
        ["GB of messages", ...measured.map(({ bytes }) => figure(bytes / GIGABYTE, 3))],
      ],
    ),
  ];
  return { text: tables.join("\n\n"), isFlat: reads.every(({ isFlat }) => isFlat) };
}

const IDS = { inTime: "stored, ids in order of time", atRandom: "stored, ids in no order" };

function ratio(numbers) {
  return `${figure(numbers.at(-1) / numbers[0], 2)} ×`;
}
