import { restartUnderACrowd } from "./crowd.mjs";
import { talkAndReconnect } from "./endurance.mjs";
import { flood } from "./flood.mjs";
import { fanOutPastStalled } from "./stalled.mjs";

/** Many sockets, many messages, and those who do not behave. */
export const faultsOfCrowds = {
  "F18 reader that stops reading": { isMixed: false, strike: fanOutPastStalled },
  "F19 flood": { isMixed: false, needs: { framesPerSecond: 30 }, strike: flood },
  "F25 rooms restarted under a crowd": { isMixed: false, strike: restartUnderACrowd },
  "F38 many messages and reconnects": { isMixed: false, strike: talkAndReconnect },
};
