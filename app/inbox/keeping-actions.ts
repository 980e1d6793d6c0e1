import type { KeepingActions } from "@/components/inbox/keeping-actions";
import { draftOf } from "./actions";

export const keepingActions: KeepingActions = { draftOf };
