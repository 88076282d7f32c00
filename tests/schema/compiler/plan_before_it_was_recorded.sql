SELECT json_object(
  'plan' : (
    SELECT json_object(
      'title' : stood1.title
    ) AS anon_2
    FROM at.accelerated_improvement_plan($1::TIMESTAMP WITH TIME ZONE) AS stood1
    WHERE stood1.district_id = $2::UUID
    AND stood1.id = $3::UUID
  )
) AS anon_1
