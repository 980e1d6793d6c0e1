import type { Words } from "@/words/words";

/** What went wrong while signing in or registering, as a key of `account.problems`. */
export type AccountProblem = keyof Words["account"]["problems"];

/** The codes are those of `lib/refusal` and of next-auth. */
export function signInProblem(code: string): AccountProblem {
  switch (code) {
    case "unauthorized":
    case "CredentialsSignin":
      return "mismatch";
    case "bad-command":
      return "incomplete";
    case "forbidden":
      return "suspended";
    case "too-many":
    case "off":
      return code;
    case "AccountNotLinked":
    case "OAuthAccountNotLinked":
      return "has-password";
    case "AccessDenied":
    case "OAuthCallback":
    case "Callback":
      return "not-let-through";
    default:
      return "unavailable";
  }
}
