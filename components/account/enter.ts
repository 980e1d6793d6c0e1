import { type AccountProblem, signInProblem } from "./sign-in-problem";

/** Signs in without leaving the page; gives back what went wrong. */
export async function enter(
  provider: "credentials" | "guest",
  given: Record<string, string>,
): Promise<AccountProblem | undefined> {
  try {
    const { signIn } = await import("next-auth/react");
    const result = await signIn(provider, { ...given, redirect: false });
    return result?.ok ? undefined : signInProblem(result?.error ?? "unavailable");
  } catch (cause) {
    console.warn("signing in did not reach the server:", cause);
    return "unavailable";
  }
}
