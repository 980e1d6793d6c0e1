import { z } from "zod/mini";
import { isDisguised } from "./legible";
import { NAME_LENGTH_MAX, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "./person-lengths";
import { storableText } from "./protocol/message";

const EMAIL_LENGTH_MAX = 254;

export const personName = storableText.check(
  z.trim(),
  z.minLength(1, "Please give a name."),
  z.maxLength(NAME_LENGTH_MAX, `A name has at most ${NAME_LENGTH_MAX} characters.`),
  z.refine((name) => !isDisguised(name), "That name has characters that cannot be shown."),
);

export const emailAddress = z.pipe(
  z.string().check(z.trim(), z.toLowerCase(), z.maxLength(EMAIL_LENGTH_MAX)),
  z.email("Please give a whole e-mail address."),
);

export const newPassword = storableText.check(
  z.minLength(PASSWORD_LENGTH_MIN, `A password has at least ${PASSWORD_LENGTH_MIN} characters.`),
  z.maxLength(PASSWORD_LENGTH_MAX, `A password has at most ${PASSWORD_LENGTH_MAX} characters.`),
);

/** One that was given before; whether it is right is for the hash to say. */
export const givenPassword = z.string().check(z.minLength(1), z.maxLength(PASSWORD_LENGTH_MAX));
