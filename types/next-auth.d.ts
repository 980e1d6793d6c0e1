import "next-auth";

declare module "next-auth" {
  /** Only which sign-in it is: the rest is read from the database at every request. */
  interface Session {
    expires: string;
    id: string;
  }
}
