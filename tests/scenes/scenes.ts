import { adminScenes } from "./admin-scenes";
import { attachmentScenes } from "./attachment-scenes";
import { auditScenes } from "./audit-scenes";
import { botScenes } from "./bot-scenes";
import { businessProfileScenes } from "./business-profile-scenes";
import { callScenes } from "./call-scenes";
import { conversationScenes } from "./conversation-scenes";
import { customerScenes } from "./customer-scenes";
import { deskScenes } from "./desk-scenes";
import { figureScenes } from "./figure-scenes";
import { groupScenes } from "./group-scenes";
import { guardScenes } from "./guard-scenes";
import { listScenes } from "./list-scenes";
import { noticeScenes } from "./notice-scenes";
import { ownAccountScenes } from "./own-account-scenes";
import { pageScenes } from "./page-scenes";
import { plainScenes } from "./plain-scenes";
import { questionScenes } from "./question-scenes";
import { retentionScenes } from "./retention-scenes";
import type { Scene } from "./scene";
import { searchScenes } from "./search-scenes";
import { stepScenes } from "./step-scenes";
import { teamScenes } from "./team-scenes";
import { webhookScenes } from "./webhook-scenes";
import { widgetScenes } from "./widget-scenes";
import { workScenes } from "./work-scenes";

/** Every page in every state: what is photographed, and what is looked at for barriers. */
export const scenes: Scene[] = [
  ...[...pageScenes, ...listScenes, ...conversationScenes],
  ...[...callScenes, ...attachmentScenes, ...groupScenes, ...stepScenes, ...figureScenes, ...customerScenes],
  ...deskScenes,
  ...guardScenes,
  ...noticeScenes,
  ...searchScenes,
  ...webhookScenes,
  ...widgetScenes,
  ...botScenes,
  ...workScenes,
  ...questionScenes,
  ...plainScenes,
  ...adminScenes,
  ...ownAccountScenes,
  ...auditScenes,
  ...retentionScenes,
  ...teamScenes,
  ...businessProfileScenes,
];
