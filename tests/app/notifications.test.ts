// One after the other: what is asked for and done is everybody's in a database.
import "./notifications/mails";
import "./notifications/answers";
import "./notifications/pushes";
