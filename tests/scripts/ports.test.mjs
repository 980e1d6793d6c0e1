import { once } from "node:events";
import net from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { PortTaken, portsFor, webProcesses } from "../../scripts/stack/ports-for.mjs";

test("a port the person asked for and somebody holds is an error that says what to do", async () => {
  const port = await held();
  await expect(portsFor({ PORT: String(port) }, () => {})).rejects.toThrow(
    new RegExp(`Port ${port} \\(PORT\\) is taken.*PORT=${port + 1} npm start`),
  );
});

test("without a wish both ports are free ones, and differ", async () => {
  const { port, partyPort } = await portsFor({}, () => {});
  expect(port).toBeGreaterThanOrEqual(3000);
  expect(partyPort).toBeGreaterThanOrEqual(1999);
  expect(port).not.toBe(partyPort);
});

test("the same port for both, or none at all, is refused", async () => {
  const port = String(await held({ andLetGo: true }));
  await expect(portsFor({ PORT: port, PARTY_PORT: port }, () => {})).rejects.toThrow(PortTaken);
  for (const PORT of ["80a", "0", "65536"]) {
    await expect(portsFor({ PORT }, () => {})).rejects.toThrow("is not a port");
  }
});

test("further processes of the site have the ports after the first one's, or free ones", async () => {
  const { port, partyPort, morePorts } = await portsFor({ WEB_PROCESSES: "3" }, () => {});
  expect(morePorts).toHaveLength(2);
  expect(new Set([port, partyPort, ...morePorts]).size).toBe(4);
  const taken = await held();
  await expect(portsFor({ PORT: String(taken - 1), WEB_PROCESSES: "2" }, () => {})).rejects.toThrow(
    `Port ${taken} (PORT) is taken`,
  );
  expect(webProcesses({})).toBe(1);
  expect(webProcesses({ WEB_PROCESSES: "0" })).toBe(0);
  for (const WEB_PROCESSES of ["-1", "17", "two", "1.5"]) {
    expect(() => webProcesses({ WEB_PROCESSES })).toThrow("choose a number from 0 to 16");
  }
});

async function held({ andLetGo = false } = {}) {
  const server = net.createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address();
  if (andLetGo) {
    await new Promise((resolve) => server.close(resolve));
  } else {
    onTestFinished(() => server.close());
  }
  return port;
}
