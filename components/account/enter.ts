import { askAuth } from "./ask-auth";
import { type AccountProblem, signInProblem } from "./sign-in-problem";

/** Signs in without leaving the page; gives back what went wrong. */
export async function enter(
  provider: "credentials" | "guest",
  given: Record<string, string>,
): Promise<AccountProblem | undefined> {
  try {
    const { isGranted, to } = await askAuth(`callback/${provider}`, given);
    return isGranted ? undefined : signInProblem(to.searchParams.get("error") ?? "unavailable");
  } catch (cause) {
    console.warn("signing in did not reach the server:", cause);
    return "unavailable";
  }
}
