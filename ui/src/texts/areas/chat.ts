import english from "../en/chat.ts";
import { know } from "../index.ts";

know(english);
