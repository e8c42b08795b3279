import english from "../en/doctor.ts";
import { know } from "../index.ts";

know(english);
