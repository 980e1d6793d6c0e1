import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { hashPassword } from "@/lib/server/password";
import { query } from "./database";
import { expect } from "./stage";

export const PASSWORD = "a sentence is a good one";

/**
 * An account that no other test needs; gives back its address. It is put where accounts are kept: all tests come from one
 * network, from which few may register in an hour.
 */
export async function addAccount(name: string): Promise<string> {
  const email = `newcomer.${randomUUID().slice(0, 8)}@example.com`;
  await query("insert into users (name, email, password_hash) values ($1, $2, $3)", [
    ...[name, email],
    await hashPassword(PASSWORD),
  ]);
  return email;
}

/** Somebody with such an account, signed in at a page; gives back their address. */
export async function newcomer(page: Page, { name, path }: { name: string; path: string }): Promise<string> {
  const email = await addAccount(name);
  await signIn(page, { email, path });
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  return email;
}

export async function signIn(
  page: Page,
  { email, password = PASSWORD, path }: { email: string; password?: string; path: string },
): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
