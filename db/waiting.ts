/** What is nobody's while its customer waits for a person: nobody answered, or a bot that handed over. */
export const IS_WAITING = `status = 'open' and assignee_id is null and last_sender_name <> ''
  and (last_sender_role = 'customer' or last_sender_role = 'bot' and is_with_people)`;

/** 1 where no bot answers what waits: a person goes on, or no bot ever would. */
export const FOR_PEOPLE = "((is_with_people or kind = 'group')::int)";
