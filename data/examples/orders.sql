-- Customers from a log of orders, of which each customer has several lines: they are added up.
-- Run it:   npm start -- --query data/examples/orders.sql
-- Of your own log, change the names in `lines`; the rest can stay as it is. From Parquet: FROM 'orders.parquet'.

WITH lines AS (
  SELECT
    nullif(trim(Customer), '') AS customer,
    CAST("Date" AS DATE) AS day,
    "Order" AS purchase,
    Category AS category,
    CASE Channel WHEN 'Web' THEN 'Online' ELSE 'In-Store' END AS channel,
    Units * Price * (1 - Discount) AS amount,
    Discount > 0 AS discounted,
    -- what a line is: only what was bought counts, and the rest is told below
    CASE
      WHEN nullif(trim(Customer), '') IS NULL THEN 'anonymous'
      WHEN Customer LIKE 'TEST%' THEN 'test'
      WHEN Status = 'cancelled' THEN 'cancelled'
      WHEN Status = 'returned' THEN 'returned'
      ELSE 'bought'
    END AS kind
  FROM read_csv('orders.csv', types = {'Customer': 'VARCHAR', 'Order': 'VARCHAR'})
),
bought AS (SELECT * FROM lines WHERE kind = 'bought'),
-- The last day of the log stands for today: what comes after it, nobody knows.
window_end AS (SELECT max(day) AS today FROM bought),
-- Lines are added up to orders first, then orders to customers.
orders AS (
  SELECT customer, purchase, min(day) AS day, sum(amount) AS spent, count(*) AS lines, count(*) FILTER (discounted) AS discounts
  FROM bought GROUP BY customer, purchase
),
customers AS (
  SELECT customer, sum(spent) AS spent, count(*) AS orders, min(day) AS first_day, max(day) AS last_day,
    sum(discounts) / sum(lines) AS discount_share
  FROM orders GROUP BY customer
),
-- The favourite is what most money went to; of two alike, the later one in the alphabet.
category_of AS (
  SELECT customer, arg_max(category, (spent, category)) AS category
  FROM (SELECT customer, category, sum(amount) AS spent FROM bought GROUP BY customer, category) GROUP BY customer
),
channel_of AS (
  SELECT customer, arg_max(channel, (spent, channel)) AS channel
  FROM (SELECT customer, channel, sum(amount) AS spent FROM bought GROUP BY customer, channel) GROUP BY customer
),
returned AS (SELECT customer, count(DISTINCT purchase) AS orders FROM lines WHERE kind = 'returned' GROUP BY customer),
-- What is left out, and how much of all revenue it carries.
totals AS (
  SELECT count(*) AS lines, sum(amount) AS revenue,
    count(*) FILTER (kind = 'anonymous') AS anonymous, sum(amount) FILTER (kind = 'anonymous') AS anonymous_revenue,
    count(*) FILTER (kind = 'test') AS tests, sum(amount) FILTER (kind = 'test') AS test_revenue,
    count(*) FILTER (kind IN ('cancelled', 'returned')) AS undone,
    sum(amount) FILTER (kind IN ('cancelled', 'returned')) AS undone_revenue
  FROM lines
)
SELECT
  customer AS Customer_ID,
  category AS Purchase_Category,
  channel AS Purchase_Channel,
  round(spent / customers.orders, 2) AS Purchase_Amount,
  -- Orders per month of exposure: from the first purchase to the end of the log. Three months at least, as who came last
  -- week had no time to come back: one order in a week is not four a month.
  round(customers.orders / greatest(3, date_diff('day', first_day, today) / 30.4), 4) AS Frequency_of_Purchase,
  -- With the number of orders, 04 learns from the log who is still active; a frequency alone contains the silence.
  customers.orders AS Number_of_Orders,
  coalesce(returned.orders, 0) AS Return_Rate,
  last_day AS Time_of_Purchase,
  first_day AS Customer_Since,
  discount_share > 0.5 AS Discount_Used,
  -- numbers of one's own, kept under their names
  round(discount_share, 4) AS Discount_Share,
  round(coalesce(returned.orders, 0) / (customers.orders + coalesce(returned.orders, 0)), 4) AS Return_Share,
  -- A column called Note, the same in all rows, is no column of customers: it is told in the log, and in 01.
  format(
    'Of {:,} lines, {:,} have no customer ({:.1f}% of revenue), {:,} are tests ({:.1f}%), {:,} were cancelled or returned ({:.1f}%): they are left out, and shares of value are shares of known customers.',
    totals.lines, anonymous, 100 * coalesce(anonymous_revenue, 0) / revenue, tests, 100 * coalesce(test_revenue, 0) / revenue,
    undone, 100 * coalesce(undone_revenue, 0) / revenue
  ) AS Note
FROM customers
  JOIN category_of USING (customer)
  JOIN channel_of USING (customer)
  LEFT JOIN returned USING (customer)
  CROSS JOIN window_end
  CROSS JOIN totals
