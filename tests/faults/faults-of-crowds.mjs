import { restartUnderACrowd } from "./crowd.mjs";
import { talkAndReconnect } from "./endurance.mjs";
import { flood } from "./flood.mjs";
import { publishPastStalled, restartUnderReaders } from "./readers.mjs";
import { fanOutPastStalled } from "./stalled.mjs";

/** Many sockets, many messages, and those who do not behave. */
export const faultsOfCrowds = {
  "F18 reader that stops reading": { isMixed: false, strike: fanOutPastStalled },
  "F18 readers of a broadcast that stop reading": { isMixed: false, strike: publishPastStalled },
  "F19 flood": { isMixed: false, needs: { framesPerSecond: 30 }, strike: flood },
  "F25 rooms restarted under a crowd": { isMixed: false, strike: restartUnderACrowd },
  "F25 rooms restarted under readers": { isMixed: false, strike: restartUnderReaders },
  "F38 many messages and reconnects": { isMixed: false, strike: talkAndReconnect },
};
