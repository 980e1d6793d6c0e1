import "next-auth";

declare module "next-auth" {
  /** Only who it is: the rest is read from the database at every request. */
  interface Session {
    expires: string;
    user: { id: string };
  }
}
