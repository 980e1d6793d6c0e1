/** What went wrong while signing in, and what to do about it. The codes are those of `lib/refusal` and of next-auth. */
export function signInProblem(code: string): string {
  switch (code) {
    case "unauthorized":
    case "CredentialsSignin":
      return "E-mail and password do not belong together. Check both, or register if you are new.";
    case "bad-command":
      return "That is not complete. Give your whole e-mail address and your password.";
    case "too-many":
      return "Too many tries. Wait a few minutes, then try again.";
    case "AccountNotLinked":
    case "OAuthAccountNotLinked":
      return "That address already has a password here. Sign in with e-mail and password.";
    case "AccessDenied":
    case "OAuthCallback":
    case "Callback":
      return "The other site did not let you through. Try again, or sign in with e-mail and password.";
    default:
      return "Signing in did not work just now. Check your connection and try again.";
  }
}
