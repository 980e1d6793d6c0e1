CREATE INDEX "jobs_failed" ON "jobs" USING btree ("kind","created_at") WHERE failure is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_failed" ON "webhook_deliveries" USING btree ("created_at") WHERE state = 'failed' or (state = 'waiting' and tries > 0);--> statement-breakpoint
CREATE INDEX "bots_failing" ON "bots" USING btree ("failing_since") WHERE failing_since is not null;--> statement-breakpoint
CREATE INDEX "post_deliveries_failed" ON "post_deliveries" USING btree ("way","created_at") WHERE state = 'failed' or (state = 'waiting' and failure is not null);