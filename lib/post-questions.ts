/** So often somebody may ask about one post. */
export const QUESTIONS_OF_ONE_MAX = 20;
/** Of what waits for an answer an owner is shown so much, the newest, and answers so much at once. */
export const QUESTIONS_SHOWN_MAX = 300;
export const ANSWERS_SHOWN_MAX = 50;
/** So many answers stand beneath a post, the first of them. */
export const PUBLIC_ANSWERS_MAX = 20;

/** What somebody asked about a post, in their own conversation. */
export interface PostQuestion {
  /** That of the message. */
  id: string;
  conversationId: string;
  body: string;
  askedBy: string;
  /** Whether it may stand beneath the post, without their name. */
  mayPublish: boolean;
  /** Whether the business said something in the conversation since. */
  isAnsweredInChat: boolean;
  createdAt: string;
}

/** An answer to all who asked much the same. */
export interface AnsweredQuestions {
  id: string;
  body: string;
  createdAt: string;
  /** How many questions it answers, of how many the askers were told so, and of how many they cannot be. */
  asked: number;
  replied: number;
  failed: number;
  /** What stands beneath the post with it. */
  publicQuestion: { id: string; body: string } | null;
  /** What could stand there, as its asker agreed to it. */
  publishable: { id: string; body: string } | null;
}
