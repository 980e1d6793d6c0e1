"use server";

import { action } from "../action";
import { addBot, changeBot, endBotToken, makeBotToken, rotateBotSecret, switchBot } from "./bots";

export const add = action(addBot);
export const change = action(changeBot);
export const setOn = action(switchBot);
export const rotate = action(rotateBotSecret);
export const makeToken = action(makeBotToken);
export const endToken = action(endBotToken);
