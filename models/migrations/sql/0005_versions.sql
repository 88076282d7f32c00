-- Each record's version counts the changes of its own columns.

CREATE TRIGGER version BEFORE UPDATE OF "month", "meets_on", "topic", "location", "facilitator_id", "status", "packet_released_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON leadership_meeting FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "observer_id", "month", "walkthroughs", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON walkthrough_count FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "administrator_id", "month", "walkthroughs", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON walkthrough_target FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "name", "edition", "introduced_on", "retired_on", "instructions", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON walkthrough_tool FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "meeting_id", "person_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON leadership_committee_member FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "meeting_id", "introduction", "contents", "url", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON leadership_packet FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "meeting_id", "position", "title", "starts_at", "ends_at", "responsible_id", "purpose", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON leadership_segment FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "school_id", "district_plan_id", "school_year", "title", "goal", "status", "published_on", "ended_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON school_improvement_plan FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "author_id", "month", "school_id", "status", "submitted_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON self_assessment FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "school_id", "tool_id", "observer_id", "teacher_id", "joint_with_id", "observed_on", "status", "delivered_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON walkthrough FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "author_id", "written_on", "instruction_seen", "areas_to_improve", "plan_for_improvement", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON joint_walkthrough_memo FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "school_id", "plan_id", "month", "principal_id", "status", "prepared_on", "areas_in_work", "evidence", "goal", "steps", "held_on", "superintendent_id", "assistant_superintendent_id", "memo_sent_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON school_plan_review FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "standard", "level", "rationale", "next_steps", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON self_assessment_rating FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "name", "look_for", "initiative_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON instructional_strategy FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "position", "initiative_id", "statement", "level", "status", "owner_id", "due_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON school_plan_item FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "salient_points", "decisions", "areas_to_improve", "author_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON school_plan_memo FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "strategy_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON school_plan_item_strategy FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "item_id", "status", "remark", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON school_plan_review_item FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "school_id", "strategy_id", "month", "walkthroughs", "seen", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON strategy_count FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "tool_id", "position", "strategy_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON walkthrough_tool_strategy FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "tool_strategy_id", "was_seen", "comment", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON walkthrough_comment FOR EACH ROW EXECUTE FUNCTION keep.version();
