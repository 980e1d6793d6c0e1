// One after the other: what is asked for and done is everybody's in a database.
import { dueAlone } from "../support/due-alone";
import "./notifications/mails";
import "./notifications/answers";
import "./notifications/pushes";

dueAlone();
